#--- plain
 .section .foo
 .byte 1
 .section .text.bar
 nop
 .section .rodata.x
 .byte 1
 .section .data.rel.ro
 .byte 1
 .section .bss.x
 .skip 1
#--- by name
 .section .init
 nop
 .section .fini
 nop
 .section .init_array
 .quad 0
 .section .fini_array
 .quad 0
 .section .preinit_array
 .quad 0
 .section .tdata
 .word 1
 .section .tbss
 .skip 4
 .section .comment
 .byte 1
 .section .note.foo
 .word 1
 .section .note.GNU-stack
 .section .debug_foo
 .byte 1
 .section .rodata1
 .byte 1
 .section .data1
 .byte 1
 .section .line
 .byte 1
#--- names 2
 .section .gnu.linkonce.t.foo
 nop
 .section .gnu.linkonce.d.foo
 .byte 1
 .section .gnu.linkonce.b.foo
 .skip 1
 .section .gnu.linkonce.r.foo
 .byte 1
 .section .init_array.100
 .quad 0
 .section .ctors
 .quad 0
 .section .dtors.5
 .quad 0
 .section .eh_frame
 .word 0
 .section .gcc_except_table
 .byte 1
 .section .persistent
 .byte 1
 .section .noinit
 .skip 1
 .section .gnu.lto_x
 .byte 1
 .section .textfoo
 .byte 1
 .section .jcr
 .byte 1
 .section .tm_clone_table
 .byte 1
 .section .gnu_debuglink
 .byte 1
#--- flags
 .section .a,"a"
 .byte 1
 .section .b,"aw"
 .byte 1
 .section .c,"ax"
 nop
 .section .d,"awx",%progbits
 nop
 .section .e,"",@progbits
 .byte 1
 .section .f,"aw",%nobits
 .skip 3
 .section .g,"a",%note
 .byte 3
 .section .h,"e"
 .byte 1
 .section .i,"aR"
 .byte 1
#--- flags numeric
 .section .a,"0x2"
 .byte 1
 .section .b,"6"
 nop
#--- flags numeric letters
 .section .a,"a0x100000"
 .byte 1
#--- types
 .section .a,"a",@init_array
 .quad 0
 .section .b,"aw",@fini_array
 .quad 0
 .section .c,"aw",@preinit_array
 .quad 0
 .section .d,"a",%0x70000001
 .byte 1
 .section .e,"a","progbits"
 .byte 1
 .section .f,"a",@17
#--- type unwind
 .section .a,"a",@unwind
#--- type llvm
 .section .a,"a",@llvm_sympart
#--- type bad
 .section .a,"a",@foo
#--- type no quote
 .section .a,"a",progbits
#--- merge
 .section .m,"aM",@progbits,4
 .word 1
 .section .s,"aMS",@progbits,1
 .asciz "x"
 .section .n,"MS",@progbits,1
 .asciz "y"
#--- merge missing
 .section .m,"aM",@progbits
#--- merge no type
 .section .m,"aM",4
 .word 1
#--- merge zero
 .section .m,"aM",@progbits,0
 .word 1
#--- merge neg
 .section .m,"aM",@progbits,-1
 .word 1
#--- merge differs
 .section .m,"aM",@progbits,4
 .word 1
 .section .m,"aM",@progbits,8
 .word 1
#--- merge refs
 .section .s,"aMS",@progbits,1
a: .asciz "xyz"
b: .asciz "q"
 .text
 .quad a, b, b+1
 adrp x0, a
 add x0, x0, :lo12:b
 ldr x0, =b
 adr x1, b
 .word b - .
#--- merge local refs
 .section .s,"aMS",@progbits,1
.La: .asciz "xyz"
.Lb: .asciz "q"
 .text
 .quad .La, .Lb, .Lb+1
 adrp x0, .La
 add x0, x0, :lo12:.Lb
 ldr x0, =.Lb
 .word .Lb - .
#--- group
 .section .a,"axG",%progbits,grp,comdat
 nop
 .section .b,"awG",%progbits,grp
 .byte 1
#--- group no name
 .section .a,"axG"
 nop
#--- group symbol
 .section .a,"axG",%progbits,sig,comdat
 .globl sig
sig: nop
#--- group local symbol
 .section .a,"axG",%progbits,sig,comdat
sig: nop
#--- group bad linkage
 .section .a,"axG",%progbits,sig,foo
#--- group two sections same name
 .section .a,"axG",%progbits,g1,comdat
 nop
 .section .a,"axG",%progbits,g2,comdat
 nop
 nop
 .section .a,"ax",%progbits
 .byte 1
#--- group relocs
 .section .a,"axG",%progbits,g1,comdat
 bl foo
#--- group question
 .section .a,"axG",%progbits,g1,comdat
 nop
 .section .b,"aw?"
 .byte 1
 .text
 .section .c,"a?"
 .byte 1
#--- group merge
 .section .a,"aMG",%progbits,4,g1,comdat
 .word 1
#--- link order
 .section .x,"ao",%progbits,.text
 .word 1
#--- link order symbol
foo: nop
 .section .x,"ao",%progbits,foo
 .word 1
#--- link order other
 .section .text.foo,"ax"
f: nop
 .section .x,"ao",%progbits,f
 .word 1
#--- link order undefined
 .section .x,"ao",%progbits,nosuch
#--- link order zero
 .section .x,"ao",%progbits,0
 .word 1
#--- link order missing
 .section .x,"ao",%progbits
#--- unique
 .section .x,"a",%progbits,unique,1
 .byte 1
 .section .x,"a",%progbits,unique,2
 .byte 2
 .section .x,"a",%progbits,unique,1
 .byte 3
 .section .x,"a"
 .byte 4
#--- unique group
 .section .x,"axG",%progbits,g,comdat,unique,7
 nop
#--- subsection num
 .section .x, 1
 .byte 1
 .section .x, 0
 .byte 2
 .section .x
 .byte 3
#--- subsection and flags
 .pushsection .x, 2, "aw"
 .byte 1
 .popsection
 nop
#--- push
 .pushsection .data
 .byte 1
 .pushsection .rodata
 .byte 2
 .popsection
 .byte 3
 .popsection
 nop
#--- pop empty
 .popsection
#--- previous
 .data
 .byte 1
 .text
 nop
 .previous
 .byte 2
 .previous
 nop
#--- previous none
 .previous
#--- previous pop
 .section .a,"a"
 .pushsection .b,"a"
 .byte 1
 .previous
 .byte 2
 .popsection
 .previous
 .byte 3
#--- previous sub
 .text 1
 nop
 .data
 .previous
 nop
#--- flags change
 .section .a,"a"
 .byte 1
 .section .a,"aw"
 .byte 2
#--- flags change empty
 .section .a,"a"
 .section .a,"aw"
 .byte 2
#--- flags add exec text
 .section .text,"awx"
 nop
#--- type change
 .section .a,"a",@progbits
 .byte 1
 .section .a,"a",@nobits
#--- no flags second
 .section .a,"ax"
 nop
 .section .a
 nop
#--- well known flags
 .section .rodata,"aw"
 .byte 1
#--- well known flags 2
 .section .data,"a"
 .byte 1
#--- well known flags 3
 .section .bss,"aw",@progbits
 .byte 1
#--- wk text progbits
 .section .text,"ax",@progbits
 nop
#--- wk init array progbits
 .section .init_array,"aw",@progbits
 .quad 1
#--- note type
 .section .note.x,"a",@note
 .word 1
 .section .note.y,"a"
 .word 1
 .section .note.GNU-stack,"",%progbits
 .section .notes
 .byte 1
#--- bss data
 .bss
 .byte 1
#--- bss zero
 .bss
 .byte 0
 .word 0
 .skip 4
a: .quad 0
#--- bss sub
 .bss 1
 .skip 4
 .bss
 .skip 8
#--- bss reloc
 .bss
 .word foo
#--- bss instr
 .bss
 nop
#--- bss align fill
 .bss
 .byte 0
 .p2align 3
 .skip 1
#--- tls
 .section .tdata,"awT",@progbits
t: .word 1
 .globl t2
t2: .word 2
 .section .tbss,"awT",@nobits
t3: .skip 4
#--- quoted name
 .section "foo bar","a"
 .byte 1
#--- quoted odd
 .section "a,b","aw"
 .byte 1
#--- symbol named section
 .word .data
 .word .foo
 .section .foo,"a"
 .byte 1
#--- section sym set
 .set x, .data
 .word x
#--- section sym label
.data: nop
#--- section own label
 .section .foo,"a"
.foo: .byte 1
 .word .foo
#--- section before
 .section .foo,"a"
 .byte 1
 .text
 .word .foo + 1
#--- flags bad
 .section .x,"q"
#--- empty
 .section
#--- junk
 .section .x,"a",@progbits junk
#--- pushsection nothing
 .pushsection
#--- exclude alloc
 .section .x,"ae"
 .byte 1
#--- flag d
 .section .x,"ad"
#--- flag z
 .section .x,"az"
#--- empty sections
 .section .x,"a"
 .section .y,"ax"
 .text
#--- group then comdat reloc data
 .section .text.f,"axG",%progbits,f,comdat
 .weak f
 .type f,%function
f: bl ext
 .size f,.-f
 .section .data.f,"awG",%progbits,f,comdat
 .quad f
#--- attach
 .attach_to_group foo
#--- attach2
 .section .x,"a"
 .attach_to_group foo
 .byte 1
#--- dot reloc sections
 .section .a,"a"
 .quad .
 .quad . + 4
#--- data mapping
 .data
 .word 1
 nop
 .word 2
#--- text mapping
 .word 1
 nop
 .word 2
 .skip 4
 nop
 .ascii "abcd"
 .zero 4
#--- mapping in rodata
 .section .rodata
 .word 1
 .p2align 4
 .word 2
#--- mapping leb
 nop
 .uleb128 5
 .byte 1,2,3
 nop
#--- data then code unaligned
 .byte 1
 nop
 .byte 2
a: nop
#--- mapping inst
 .inst 0xd503201f
 .word 0
 .inst 0xd503201f, 0xd503201f
#--- inst in data
 .data
 .inst 0xd503201f
#--- inst bad
 .inst
#--- inst none
 .inst 0x1ffffffff
#--- inst expr
 .set a, 0x10
 .inst a | 0xd5032000
#--- ltorg
 ldr x0, =0x123456789
 ldr w1, =5
 ldr x2, =foo
 .ltorg
 ldr x0, =foo+8
 ldr q0, =0x0123456789abcdef0123456789abcdef
 .pool
#--- ltorg none
 .ltorg
 nop
#--- ltorg in data
 ldr x0, =sym
 .data
 .ltorg
 .text
 nop
#--- literal mov
 ldr x0, =0
 ldr w0, =0xffffffff
 ldr x0, =0xffff0000
#--- literal s d
 ldr s0, =1
 ldr d0, =2
 ldr d0, =foo
#--- literal float
 ldr d0, =1.5
#--- ldrsw literal
 ldrsw x0, =5
#--- literal expr
 ldr x0, =b-a
a: nop
b: nop
#--- ltorg sections
 .section .text.a,"ax"
 ldr x0, =foo
 .section .text.b,"ax"
 ldr x0, =bar
 .text
 ldr x0, =baz
#--- ltorg align
 .byte 1
 .ltorg
 ldr x0, =foo
 .byte 1
 .ltorg
#--- literal same
 ldr x0, =foo
 ldr x1, =foo
 ldr x2, =foo+1
 ldr w3, =7
 ldr x4, =7
 ldr x5, =a
 ldr x6, =b
a: nop
 .set b, a
#--- arch
 .arch armv8-a
 nop
 .arch armv8.2-a+sve
 .cpu cortex-a53
 .cpu generic+crypto
 .arch_extension crc
 .arch_extension nocrc
#--- arch bad
 .arch foo
#--- arch ext bad
 .arch_extension foo
#--- cpu bad
 .cpu foo
#--- arch empty
 .arch
#--- tlsdesccall
 .tlsdesccall v
 blr x1
#--- tlsdescadd
 .tlsdescadd v
 add x0, x1, x0
 .tlsdescldr v
 ldr x1, [x0]
#--- tlsdesc junk
 .tlsdesccall v w
#--- tlsdesc defined
 .tlsdesccall v
 blr x1
 .section .tdata,"awT"
v: .word 1
#--- dn
foo .dn d0
