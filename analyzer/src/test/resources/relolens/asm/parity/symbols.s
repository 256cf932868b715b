#--- types
a: nop
b: nop
c: nop
d: nop
e: nop
f: nop
 .type a, %function
 .type b, @object
 .type c, "notype"
 .type d, #function
 .type e, STT_FUNC
 .type f, %gnu_indirect_function
#--- type unique
u: .word 1
 .type u, %gnu_unique_object
#--- type unique 2
 .globl u
u: .word 1
 .type u, @gnu_unique_object
#--- type tls
 .section .tdata,"awT"
t: .word 1
 .type t, %tls_object
#--- type tls 2
t: .word 1
 .type t, %tls_object
#--- type common
c: .word 1
 .type c, %common
#--- type common undefined
 .type c, %common
 .word c
#--- type common comm
 .comm c, 8
 .type c, %common
#--- type undefined
 .type c, %function
#--- type undefined global
 .globl c
 .type c, %function
#--- type undefined weak
 .weak c
 .type c, %object
#--- type numbers
a: .type a, 2
#--- type spaces
a: nop
 .type a , %function
 .type a %object
#--- type twice
a: nop
 .type a, %function
 .type a, %object
#--- type func then notype
a: nop
 .type a, %function
 .type a, %notype
#--- type bad
 .type a, %foo
#--- type uppercase
a: .type a, %FUNCTION
#--- type stt
a: nop
 .type a, STT_OBJECT
b: .type b, STT_GNU_IFUNC
c: .type c, STT_NOTYPE
#--- type missing
 .type a
#--- ifunc alias
a: nop
 .type a, %gnu_indirect_function
 .set b, a
 .globl b
#--- size
a: nop
 nop
 .size a, .-a
#--- size expr
a: nop
 .size a, 4*3
b: .size b, c-b
 nop
c:
#--- size undefined
 .size foo, 4
#--- size not absolute
a: nop
 .size a, foo
#--- size missing
 .size a
#--- size comm
 .comm x, 4
 .size x, 8
#--- size expression across
a: nop
 .p2align 4
b:
 .size a, b-a
#--- globl
 .globl a, b
a: nop
 .global c d
#--- globl weak
 .globl a
 .weak a
a: nop
#--- weak
 .weak a, b
a: nop
 bl b
#--- weak undefined unused
 .weak u
#--- weak local
 .weak .La
.La: nop
#--- weak local used
 .weak .La
 bl .La
#--- globl local
 .globl .Lb
.Lb: nop
#--- local
 .local a
a: nop
#--- local undefined
 .local a
 bl a
#--- local comm
 .local a
 .comm a, 8, 8
 .local b
 .comm b, 3
#--- local global
 .globl a
 .local a
a: nop
#--- hidden
 .hidden a, b
 .protected c
 .internal d
a: nop
c: nop
 .globl a
 bl b
 bl d
#--- hidden undefined unused
 .hidden a
#--- hidden weak
 .weak a
 .hidden a
 bl a
#--- comm
 .comm a, 4
 .comm b, 100
 .comm c, 16, 32
 .comm d, 3, 1
 .comm e, 1
 .comm f, 0
 .common g, 12
#--- comm twice
 .comm a, 4
 .comm a, 8
#--- comm bad align
 .comm a, 4, 8
#--- comm defined
a: nop
 .comm a, 4
#--- comm then label
 .comm a, 4
a: nop
#--- comm no size
 .comm a
#--- comm space
 .comm a 4
#--- comm neg
 .comm a, -1
#--- comm ref
 .comm a, 8
 adrp x0, a
 .word a
#--- lcomm
 .lcomm a, 4
 .lcomm b, 16
 .lcomm c, 3
 .lcomm d, 64
#--- lcomm align
 .lcomm a, 4, 16
#--- lcomm missing
 .lcomm a
#--- set
 .set a, 1
 .byte a
 .set a, 2
 .byte a
 .equ b, a+1
 .byte b
 .eqv c, d
 .set d, 5
 .byte c
#--- set spaces
 .set a 1
#--- equiv twice
 .equiv a, 1
 .equiv a, 1
#--- equiv set
 .set a, 1
 .equiv a, 2
#--- == twice
a == 1
a == 2
#--- equal
a = 1
a = 2
 .byte a
 b = a + 3
 .byte b
#--- label then set
a: nop
 .set a, 3
#--- set then label
 .set a, 3
a: nop
#--- set forward
 .set a, b
 .word a
b: nop
#--- set forward plus
 .set a, b+4
 .word a
 bl a
b: nop
#--- set undefined
 .set a, undef
 .word a
 bl a
#--- set undefined global
 .globl a
 .set a, undef
#--- set undefined plus
 .set a, undef+4
 .word a
#--- set undefined exported plus
 .globl a
 .set a, undef+4
 .word a
#--- set expr undefined
 .set a, undef-foo
#--- set loop
 .set a, b
 .set b, a
#--- set self
 .set a, a+1
#--- set self defined
 .set a, 1
 .set a, a+1
 .byte a
#--- set of label
a: nop
 nop
 .set b, a+4
 .globl b
 .word b
#--- set alias function
 .globl f
 .type f, %function
f: nop
 .size f, 4
 .set g, f
 .globl g
 .weak h
 .set h, f
#--- set reset refs
a: nop
 .set x, a
 .word x
b: nop
 .set x, b
 .word x
#--- eqv lazy
 .set v, 1
 .eqv e, v*2
 .byte e
 .set v, 3
 .byte e
#--- eqv redefined
 .eqv e, 1
 .set e, 2
#--- set late diff
 .set len, e - s
s: nop
e:
 .word len
#--- set absolute global
 .globl k
 .set k, 0x12345
 .word k
#--- set big
 .set k, 0x123456789abcdef0123
 .quad k
#--- weakref
 .weakref a, b
 bl a
#--- weakref unused
 .weakref a, b
#--- weakref and direct
 .weakref a, b
 bl a
 bl b
#--- weakref defined
 .weakref a, b
 bl a
b: nop
#--- weakref target global
 .weakref a, b
 .globl b
b: nop
 bl a
#--- weakref redefine
 .weakref a, b
 .weakref a, c
 bl a
#--- weakref missing
 .weakref a
#--- symver
 .globl foo
foo: nop
 .symver foo, foo@VERS_1
#--- symver default
 .globl foo
foo: nop
 .symver foo, foo@@VERS_1
#--- symver three
 .globl foo
foo: nop
 .symver foo, foo@@@VERS_1
#--- symver undefined
 bl foo
 .symver foo, foo@VERS_1
#--- symver undefined three
 bl foo
 .symver foo, foo@@@VERS_1
#--- symver local
 .globl foo
foo: nop
 .symver foo, foo@VERS_1, local
#--- symver hidden
 .globl foo
foo: nop
 .symver foo, foo@VERS_1, hidden
#--- symver remove
 .globl foo
foo: nop
 .symver foo, foo@VERS_1, remove
#--- symver bad
 .symver foo, foo
#--- symver two
 .globl foo
foo: nop
 .symver foo, foo@V1
 .symver foo, foo@@V2
#--- extern
 .extern foo
 .extern foo, bar
#--- variant_pcs
 .variant_pcs foo
 bl foo
#--- variant_pcs defined
 .globl foo
 .variant_pcs foo
foo: nop
#--- variant_pcs two
 .variant_pcs foo, bar
#--- quoted names
"a b": nop
 .globl "a b"
 .word "a b"
 .set "x y", 4
 .byte "x y"
#--- quoted same
 .word "foo"
foo: nop
#--- quote instr
 bl "foo bar"
#--- dollar
a$b: nop
 .word a$b
$x1: nop
#--- local label instances
1: nop
 b 1b
 b 1f
1: nop
 b 1b
2: .word 1b, 2b, 2f
2:
#--- label 0
0: b 0b
 b 0f
0:
#--- many digits
12345: b 12345b
#--- 00 label
00: b 0b
#--- dollar labels
1$: nop
 b 1$
#--- label spaces
a : nop
 b : nop
#--- labels many
a: b: c: nop
#--- label with number
1: a: 2: nop
 .word 1b, 2b
#--- duplicate label
a: nop
a: nop
#--- duplicate same place
a:
a:
#--- register labels
x0: nop
 b x0
#--- register label word
sp: .word 1
 .word sp
#--- register set
 .set x0, 5
 .word x0
#--- register symbol use
 .word x1
#--- register equ as imm
 .set foo, 4
 add x0, x1, foo
#--- register global
 .globl x5
x5: nop
#--- case
Foo: nop
 .word foo, Foo
#--- req
foo .req x3
 mov foo, #1
 mov FOO, #1
 .unreq foo
#--- req chain
foo .req x3
bar .req foo
 mov bar, #1
#--- req mixed case
Foo .req x3
 mov Foo, #1
 mov FOO, #1
 mov foo, #1
#--- req again
foo .req x3
foo .req x4
 mov foo, #1
#--- req unknown
foo .req xyz
#--- req .unreq unknown
 .unreq foo
#--- unreq builtin
 .unreq x0
#--- req v
foo .req v3
 add foo.4s, foo.4s, foo.4s
vv .req v4.4s
#--- req shadow
x .req x0
x: nop
 b x
#--- ident
 .ident "hello"
 .ident "two"
#--- ident none
 .ident
#--- file
 .file "foo.c"
#--- file two
 .file "foo.c"
 .file "bar.c"
a: nop
#--- file bare
 .file foo
#--- line
 .line 5
#--- ln
 .ln 4
#--- appline
 .appline 4
#--- lists
 .list
 .nolist
 .psize 60,132
 .sbttl "foo"
 .title "x"
 .eject
 .lflags
 .name foo
 .noformat
#--- mri
 .mri 0
 nop
#--- noops
 .llen 10
 .page
 .plen 10
 .spc 1
 .ttl foo
 .xref foo
 .xdef foo
 .xcom foo
 .xstabs foo
 .format
#--- linkonce
 .linkonce discard
#--- abort
 .abort
#--- end
 nop
 .end
 garbage garbage
#--- end junk
 nop
 .end foo
#--- err
 .err
#--- error str
 .error "foo"
#--- error none
 .error
#--- warning
 .warning "foo"
 .warning
#--- print
 .print "hello"
#--- print bad
 .print hello
#--- fail
 .fail 600
#--- fail2
 .fail 5
#--- line marker
# 12 "foo.c"
 nop
# 13 "foo.c" 2
 nop
#--- comment forms
 nop // c
 nop /* c */
# whole line
 nop ; nop
/* multi
line */ nop
 nop @ foo
#--- hash comment mid
 nop # foo
#--- at comment
 mov x0, x1 @ foo
#--- semicolon comment
 nop ;; nop ; ;
#--- comment in string
 .ascii "// no /* no */ ; no"
#--- unterminated comment
 nop /* foo
#--- nested comment
 nop /* a /* b */
#--- char constants
 .byte 'a', 'b', '\n', '\\', '\'', ' , '"'
 .byte 'a
 .byte '\t'
#--- char special
 .byte '\x41', '\0'
#--- char then comment
 .byte 'a' // 'x
#--- backslash newline
 .byte 1, \
 2
#--- unprintable
 .byte 1	,	2
#--- cr
 nop
#--- unknown char
 ] foo
#--- junk after label
a: ]
#--- percent
 %foo
#--- digits label bad
 9x: nop
