#--- plain args
 .macro m a b c
 .byte \a,\b,\c
 .endm
 m 1 2 3
 m 1,2,3
 m 1, 2 3
 m c=3 b=2 a=1
 m 1 , 2 , 3
#--- default and req
 .macro m a=1, b:req, c=3
 .byte \a,\b,\c
 .endm
 m b=2
 m ,5,
 m 4,5,6
#--- req missing
 .macro m a:req
 .byte 1
 .endm
 m
#--- vararg
 .macro m a, r:vararg
 .byte \a, \r
 .endm
 m 1, 2, 3, 4
 m 1 2, 3
#--- vararg empty
 .macro m a, r:vararg
 .byte \a
 .ascii "[\r]"
 .endm
 m 1
 m 1, x, y z
#--- too many
 .macro m a
 .byte \a
 .endm
 m 1, 2
#--- bad keyword
 .macro m a
 .byte 1
 .endm
 m b=2
#--- keyword twice
 .macro m a
 .byte \a
 .endm
 m a=1, a=2
#--- positional after keyword
 .macro m a b
 .byte \a
 .endm
 m a=1, 2
#--- counter
 .macro m
l\@: .byte \@
 .endm
 m
 m
 .rept 2
 m
 .endr
#--- plus counter
 .macro m
 .byte \+
 .endm
 m
#--- counter in irp
 .irp x,1,2
 .byte \@
 .endr
 .macro m
 .irp x,1,2
 .byte \@
 .endr
 .endm
 m
 m
#--- paren
 .macro m a
 .ascii "\a\()b"
l\a\()_x: nop
 .endm
 m foo
#--- strings
 .macro m a
 .ascii "\a"
 .ascii \a
 .endm
 m "\"x\""
#--- quoted arg
 .macro m a b
 .byte \a, \b
 .endm
 m "1,2" 3
#--- parens arg
 .macro m a b
 .byte \a, \b
 .endm
 m (1 + 2) 3
 m (1+2), (3)
#--- spaces expr
 .macro m a
 .byte \a
 .endm
 m 1 + 2
#--- nested def
 .macro outer n
 .macro inner\n
 .byte \n
 .endm
 .endm
 outer 1
 outer 2
 inner1
 inner2
#--- nested args
 .macro outer n
 .macro inner a
 .byte \a, \n
 .endm
 .endm
 outer 7
 inner 3
#--- recursion
 .macro sum from=0, to=5
 .byte \from
 .if \to-\from
 sum "(\from+1)",\to
 .endif
 .endm
 sum 0,5
#--- infinite
 .macro m
 m
 .endm
 m
#--- exitm
 .macro m a
 .byte 1
 .if \a
 .exitm
 .endif
 .byte 2
 .endm
 m 0
 m 1
 .byte 3
#--- exitm in rept
 .rept 3
 .byte 1
 .exitm
 .byte 2
 .endr
 .byte 9
#--- mexit
 .macro m
 .byte 1
 .mexit
 .byte 2
 .endm
 m
#--- exitm toplevel
 .byte 1
 .exitm
 .byte 2
#--- purgem
 .macro m
 .byte 1
 .endm
 .purgem m
 .macro m
 .byte 2
 .endm
 m
#--- purgem missing
 .purgem foo
#--- purged use
 .macro m
 .endm
 .purgem m
 m
#--- purge many
 .macro a
 .endm
 .macro b
 .endm
 .purgem a, b
#--- redefine
 .macro m
 .endm
 .macro m
 .endm
#--- case
 .macro Foo
 .byte 1
 .endm
 foo
 FOO
#--- shadows instr
 .macro nop
 .byte 1
 .endm
 nop
#--- shadows directive
 .macro .byte a
 .word \a
 .endm
 .byte 1
#--- macro named x
 .macro mov2 a
 mov \a, #1
 .endm
 mov2 x0
 mov2 w1
#--- formals spaces
 .macro m a , b = 2 , c
 .byte \a,\b,\c
 .endm
 m 1,,3
#--- comma after name
 .macro m, a, b
 .byte \a,\b
 .endm
 m 1,2
#--- formals dup
 .macro m a a
 .endm
#--- formals bad
 .macro m 1
 .endm
#--- formals qualifier bad
 .macro m a:foo
 .endm
#--- formals req default
 .macro m a:req=5
 .byte \a
 .endm
 m 3
#--- default quoted
 .macro m a="x,y"
 .ascii "\a"
 .endm
 m
#--- vararg not last
 .macro m a:vararg b
 .endm
#--- noname
 .macro
 .endm
#--- endm junk
 .macro m
 .byte 1
 .endm foo
 m
#--- endm extra
 .endm
#--- endr extra
 .endr
#--- no endm
 .macro m
 .byte 1
#--- unknown param
 .macro m a
 .ascii "\b"
 .endm
 m 1
#--- ampersand
 .macro m a
 .ascii "&a"
 .endm
 m x
#--- escape
 .macro m a
 .ascii "\\a"
 .endm
 m x
#--- label in macro
 .macro m
1: b 1b
 .endm
 m
 m
#--- macro line label
 .macro m a
 .byte \a
 .endm
foo: m 1
#--- if in macro
 .macro m a
 .if \a
 .byte 1
 .else
 .byte 2
 .endif
 .endm
 m 1
 m 0
#--- if unbalanced macro
 .macro m
 .if 1
 .endm
 m
#--- ifb
 .macro m a
 .ifb \a
 .byte 1
 .else
 .byte 2
 .endif
 .ifnb \a
 .byte 3
 .endif
 .endm
 m
 m x
#--- ifc
 .ifc a,a
 .byte 1
 .endif
 .ifc "a b", "a b"
 .byte 2
 .endif
 .ifnc a,b
 .byte 3
 .endif
 .ifc a b , a b
 .byte 4
 .endif
 .ifc 'a','a'
 .byte 5
 .endif
 .ifc a,a b
 .byte 6
 .endif
 .ifc ,
 .byte 7
 .endif
 .ifc a ,a
 .byte 8
 .endif
 .ifc 'a,b','a,b'
 .byte 9
 .endif
#--- ifc no comma
 .ifc a
 .endif
#--- ifeqs
 .ifeqs "a","a"
 .byte 1
 .endif
 .ifnes "a" , "b"
 .byte 2
 .endif
#--- ifeqs bad
 .ifeqs a,b
 .endif
#--- ifdef
 .ifdef foo
 .byte 1
 .endif
foo: .ifdef foo
 .byte 2
 .endif
 .ifndef bar
 .byte 3
 .endif
 .ifnotdef foo
 .byte 4
 .else
 .byte 5
 .endif
#--- ifdef referenced
 bl bar
 .ifdef bar
 .byte 1
 .endif
#--- ifdef global
 .globl bar
 .ifdef bar
 .byte 1
 .endif
#--- ifdef register
 .ifdef x0
 .byte 1
 .endif
#--- ifdef set
 .set a, undef
 .ifdef a
 .byte 1
 .endif
#--- ifdef comm
 .comm c,4
 .ifdef c
 .byte 1
 .endif
#--- ifdef junk
a: .ifdef a b
 .byte 1
 .endif
#--- numbers ifs
 .if 2 > 1
 .byte 1
 .endif
 .ifeq 0
 .byte 2
 .endif
 .ifge 0
 .byte 3
 .endif
 .iflt -1
 .byte 4
 .endif
 .ifle 0
 .byte 5
 .endif
 .ifgt 1
 .byte 6
 .endif
 .ifne 3
 .byte 7
 .endif
#--- elseif
 .if 0
 .byte 1
 .elseif 1
 .byte 2
 .elseif 1
 .byte 3
 .else
 .byte 4
 .endif
#--- elsec endc
 .if 0
 .byte 1
 .elsec
 .byte 2
 .endc
#--- nested ifs
 .if 0
 .if 1
 .byte 1
 .else
 .byte 2
 .endif
 .else
 .byte 3
 .endif
#--- if garbage skipped
 .if 0
 garbage ] [ ) (
 .macro
 .unknown
 .endif
#--- if undefined
 .if foo
 .endif
#--- if label diff
a: nop
b: nop
 .if b - a == 4
 .byte 1
 .endif
#--- if label compare
a: nop
b: nop
 .if b > a
 .byte 1
 .endif
#--- if empty
 .if
 .byte 1
 .endif
#--- if junk
 .if 1 2
 .byte 1
 .endif
#--- endif junk
 .if 1
 .byte 1
 .endif foo
#--- else junk
 .if 1
 .byte 1
 .else foo
 .byte 2
 .endif
#--- rept
 .rept 3
 .byte 1
 .endr
 .rep 2
 .byte 2
 .endr
 .rept 0
 .byte 3
 .endr
#--- rept neg
 .rept -1
 .byte 1
 .endr
#--- rept expr
 .set n, 3
 .rept n*2-1
 .byte n
 .set n, n+1
 .endr
#--- rept nested
 .rept 2
 .byte 1
 .rept 3
 .byte 2
 .endr
 .endr
#--- rept undefined
 .rept foo
 .byte 1
 .endr
#--- irp
 .irp x, 1, 2, 3
 .byte \x
 .endr
 .irp x 4 5 6
 .byte \x
 .endr
 .irp x
 .ascii "<\x>"
 .endr
#--- irp strings
 .irp x, "a b", c
 .ascii "\x"
 .endr
#--- irpc
 .irpc c, 123
 .byte \c
 .endr
 .irpc c, "a b"
 .ascii "\c"
 .endr
 .irpc c
 .ascii "[\c]"
 .endr
#--- irepc
 .irepc c, 12
 .byte \c
 .endr
 .irep c, 1, 2
 .byte \c
 .endr
#--- irp nested
 .irp x, 1, 2
 .irp y, 3, 4
 .byte \x\y
 .endr
 .endr
#--- irp in macro
 .macro m args:vararg
 .irp x, \args
 .byte \x
 .endr
 .endm
 m 1, 2, 3
#--- irp no name
 .irp
 .endr
#--- irp regs
 .irp r, x0, x1, x2
 mov \r, #1
 .endr
#--- irp empties
 .irp x, 1,,2
 .ascii "(\x)"
 .endr
#--- altmacro local
 .altmacro
 .macro m
 LOCAL a, b
a: .byte 1
b: .byte b - a
 .endm
 m
 m
#--- altmacro args
 .altmacro
 .macro m a, b
 .byte a, b
 .endm
 m 1, 2
 m %1+2, %(3*4)
#--- altmacro angle
 .altmacro
 .macro m a
 .ascii "&a&"
 .byte a
 .endm
 m <1>
#--- altmacro angle comma
 .altmacro
 .macro m a
 .byte a
 .endm
 m <1,2>
#--- altmacro bang
 .altmacro
 .macro m a
 .ascii a
 .endm
 m <"x!>y">
 m <"a!!b">
#--- altmacro amp
 .altmacro
 .macro m a
l_&a: nop
l&a&x: nop
 .endm
 m 1
#--- altmacro quote
 .altmacro
 .macro m a
 .ascii a
 .endm
 m "xyz"
 m 'xyz'
#--- altmacro percent irp
 .altmacro
 .irp x, %1+1, %2*3
 .byte x
 .endr
#--- altmacro recursion
 .altmacro
 .macro _for from, to, insn
 .if \from == \to
 _for__body %\from
 .else
 _for %\from, %((\from) + ((\to) - (\from)) / 2)
 _for %((\from) + ((\to) - (\from)) / 2 + 1), %\to
 .endif
 .endm
 .macro _for__body n
 .byte \n
 .endm
 _for 0, 5
 .noaltmacro
#--- altmacro symbols value
 .altmacro
 .set k, 5
 .macro m a
 .byte a
l_&a: nop
 .endm
 m %k
 m %k*2
#--- altmacro local in irp
 .altmacro
 .irp x,1,2
 .byte x
 .endr
#--- altmacro undefined percent
 .altmacro
 .macro m a
 .ascii "&a"
 .endm
 m %foo
#--- noaltmacro
 .altmacro
 .noaltmacro
 .macro m a
 .byte \a
 .endm
 m 1
#--- altmacro strings subst
 .altmacro
 .macro m a
 .ascii "a &a \a"
 .endm
 m foo
#--- macro multi stmt
 .macro m a
 .byte \a; .byte \a+1
 .endm
 m 1; m 5
#--- macro comment
 .macro m a // comment
 .byte \a /* x */
 .endm // end
 m 1 // foo
#--- macro in if 0
 .if 0
 .macro m
 .endif
 .endm
 .endif
 .byte 1
#--- .end in macro
 .macro m
 .byte 1
 .end
 .endm
 m
 .byte 2
#--- include
 .include "/nonexistent/file"
#--- linefile
 .linefile 5 "foo.c"
#--- backslash arg
 .macro m a
 .byte \a
 .endm
 .macro n a
 m \a
 .endm
 n 5
#--- arg with equals
 .macro m a
 .if \a
 .byte 1
 .endif
 .endm
 m 1==1
#--- arg with = expr
 .macro m a
 \a
 .endm
 m "x = 5"
 .byte x
#--- mem operand
 .macro m reg, mem
 ldr \reg, \mem
 .endm
 m x0, [x1]
 m x0, [x1, #8]
 m x0, "[x1, #8]"
#--- hash imm
 .macro m reg, imm
 mov \reg, \imm
 .endm
 m x0, #5
 m x0, #(3 + 2)
#--- braces
 .macro m l
 ld1 \l, [x0]
 .endm
 m {v0.8b}
 m "{v0.8b, v1.8b}"
#--- colons
 .macro m l
 add x0, x0, \l
 .endm
 m :lo12:foo
 m #:lo12:foo
#--- char arg
 .macro m a
 .byte \a
 .endm
 m 'x'
 m ' '
#--- semicolon string
 .macro m a
 .ascii "\a;\a"
 .endm
 m x
#--- adr name clash
 .macro adr_l, dst, sym
 adrp \dst, \sym
 add \dst, \dst, :lo12:\sym
 .endm
 adr_l x0, foo
 adr_l x1 foo
#--- dot names
 .macro m.x a
 .byte \a
 .endm
 m.x 1
#--- param dot suffix
 .macro m a
 add \a\().4s, v1.4s, v2.4s
 add \a .4s, v1.4s, v2.4s
 .endm
 m v0
#--- param name prefix
 .macro m a ab
 .byte \ab, \a
 .endm
 m 1 2
#--- irpc macro names
 .macro m
 .irpc n, 01
f\n: .byte \n
 .endr
 .endm
 m
#--- string concat
 .macro m a b
 .ascii "\a" "\b"
 .endm
 m x y
#--- empty line arg
 .macro m a b
 .byte 0\a, 0\b
 .endm
 m
 m ,
 m 1
 m ,2
