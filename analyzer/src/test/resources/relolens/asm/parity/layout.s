#--- align
 .byte 1
 .align 2
 .byte 1
 .p2align 3
 .byte 1
 .balign 8
 .byte 1
#--- align data
 .data
 .byte 1
 .align 3
 .byte 2
 .align 3,5
 .byte 2
#--- align fill
 .byte 1
 .p2align 3,0xff
 .byte 1
 .balign 16,0xaa
#--- alignw
 .data
 .byte 1
 .p2alignw 3,0x1234
 .byte 1
 .p2alignl 4,0x12345678
 .byte 1,2
 .balignw 8,0x1122
 .byte 1
 .balignl 16,0x11223344
#--- alignw text
 .byte 1
 .p2alignw 3,0x1234
 nop
 .p2alignl 4,0xd503201f
 nop
#--- max skip
 .byte 1
 .p2align 4,,7
 .byte 1
 .p2align 4,,15
 .byte 1
 .balign 16,0x11,3
 .byte 2
#--- max skip 0
 .byte 1
 .p2align 4,,0
 .byte 1
#--- empty align
 .byte 1
 .align
 .byte 1
#--- p2align none
 .byte 1
 .p2align
 .byte 1
 .balign
 .byte 2
#--- align bad
 .balign 3
#--- align abs
 .struct 0
a: .align 3
b:
 .text
 .word b
#--- align code pads zero first
 nop
 .byte 1
 .p2align 4
 nop
#--- org
 .org 4
 .byte 1
 .org 16, 7
 .byte 1
#--- org label
a: .byte 1
 .org a+8
 .byte 1
 .org . + 4
 .byte 2
#--- org backwards
 .skip 8
 .org 4
#--- org neg
 .org -4
#--- org undefined
 .org foo
#--- org section
 .data
d:
 .text
 .org d
#--- org diff
a: nop
b: nop
 .org . - (b-a) + 8
 nop
#--- org late
 .org x+16
 nop
 .set x,0
#--- org empty
 .org
#--- dot assign
 .byte 1
 . = . + 7
 .byte 2
 . = 32
 .byte 3
#--- dot assign diff
 nop
. = 16
 nop
#--- struct
 .struct 16
a: .skip 4
b: .skip 8
c:
 .text
 .word a, b, c
#--- struct global
 .struct 0
 .globl fld
fld: .space 8
end:
 .previous
 .word fld
#--- offset
 .offset 4
a: .skip 4
b:
 .data
 .word a,b
#--- absolute
 .absolute
x:
#--- struct data
 .struct 0
 .word 1
#--- struct sub
 .struct 4
x: .struct x+4
y:
 .text
 .byte x, y
#--- abs instr
 .struct 0
 nop
#--- abs in expr
 .struct 8
f:
 .text
 ldr x0, [x1, #f]
 mov x0, #f
 .if f == 8
 .byte 1
 .endif
#--- bundle
 .bundle_align_mode 4
#--- subsection
 nop
 .subsection 1
 .byte 1
 .subsection 0
 .byte 2
 .subsection -1
 .byte 3
#--- text sub
 .text 1
 .byte 1
 .text 0
 .byte 2
 .data 2
 .byte 3
 .data
 .byte 4
#--- subsection large
 .subsection 8193
 .byte 1
#--- text sub junk
 .text foo
#--- loc counter
a: .byte .-a
 .byte .-a
 .word .-a, .-a
#--- dot in set
 .set x, .
 nop
 .set y, .
 .word y - x
#--- align diffs
a: nop
 .p2align 4
b:
 .word b-a
 .hword b-a
 .byte b-a
