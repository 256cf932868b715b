#--- precedence
 .word 1+2*3, (1+2)*3, 1|2+4, 1<<2+1, 6&3+1, 5-3-1, 100/7/2, 17%5*2
 .word 1==1, 1!=1, 1<2, 2>1, 1<=1, 1>=2, 1<>2
 .word 1&&0, 1||0, 0||0, 2&&3, 1==1&&2==2
 .word ~0, -1, !0, !5, - -1, ~~5, -~1
 .word 1!2, 5!1, 3^5, 0xf0|0xf, 5!!1
#--- div
 .word 7/2, -7/2, 7/-2, -7%3, 7%-3
#--- div zero
 .word 1/0
#--- mod zero
 .word 1%0
#--- shifts
 .quad 1<<63, 1<<64, 1>>1, -1>>1, -1>>63, 1<<-1, -8>>2, 1<<100
#--- compare unsigned
 .quad 0xffffffffffffffff > 1, -1 > 1, 0x8000000000000000 < 0
#--- unary chain
 .word -(-(1)), +5, ++5, ~-1
#--- hex
 .quad 0x10, 0X1f, 0b101, 0B11, 010, 0777, 0xDEADbeef
#--- bad octal
 .word 08
#--- bad binary
 .word 0b2
#--- suffix
 .word 10U, 10L, 10UL, 10ULL, 0x10ul
#--- suffix bad
 .word 10z
#--- big
 .quad 0xffffffffffffffff, 18446744073709551615, 9223372036854775808
#--- chars
 .word 'a'+1, 'z'-'a'
#--- brackets
 .word [1+2]*3
#--- paren missing
 .word (1+2
#--- paren extra
 .word 1+2)
#--- dots
 .word . - ., .+1-.
#--- sym plus sym
a: .quad a+a
#--- sym mult
a: .quad a*2
#--- sym minus sym other section
 .data
d: .byte 1
 .text
t: .quad d - t
#--- sym or
a: .quad a|1
#--- sym minus undefined
a: .quad a - foo
#--- compare syms
a: nop
b: nop
 .word a<b, a==b, a!=b, b>a
#--- compare forward
 .word a == b
a: nop
b:
#--- logical with syms
a: nop
b: nop
 .word (b-a)&&1
#--- shift of diff
 .word (b-a)>>2
a: nop
 nop
b:
#--- nested forward
 .set x, (b-a)
 .word x*3+1
a: nop
b:
#--- not const operand
 .byte foo/2
#--- double ops
 .word 1 + + 1, 1 - - 1
#--- trailing op
 .word 1 +
#--- leading op
 .word * 1
#--- 1f 1b in expr
1: .word 1f - 1b, 1f-.
1:
#--- 1b undefined
 .word 5b
#--- 0b label
0: .word 0b - 0b
#--- 0b10
 .word 0b10
#--- 10b
10: nop
 .word . - 10b
#--- numeric zero pad
01: nop
 b 1b
#--- $ symbol
 .word $
#--- imm exprs
 mov x0, #1+2
 mov x0, 1 << 4
 add x0, x1, #(4*4)
 ldr x0, [x1, #8*2]
 ldr x0, [x1, 1 << 3]
 mov x1, #~0
 mov w1, #-1
 and x0, x0, #~7
 orr w0, w0, #0xff
#--- imm symbols
 .set k, 24
 add x0, x1, #k
 sub x0, x1, k
 ldr x0, [x1, #k]
 movz x0, #k, lsl #16
 lsl x0, x1, #k
 ubfx x0, x1, #k, #k/2
#--- imm forward
 add x0, x1, #k
 ldr x0, [x1, #k]
 .set k, 24
#--- imm forward mov
 mov x0, #k
 .set k, 24
#--- imm forward movz
 movz x0, #k
 .set k, 24
#--- imm label diff
a: nop
b: add x0, x1, #b-a
 mov x0, #(b-a)
 sub sp, sp, #(b - a)*4
#--- imm label diff forward
 add x0, x1, #b-a
a: nop
b:
#--- imm label diff forward mov
 mov x0, #b-a
a: nop
b:
#--- and forward
 and x0, x1, #k
 .set k, 1
#--- svc forward
 svc #k
 .set k, 1
#--- shift amt forward
 lsl x0, x1, #k
 .set k, 1
#--- tbz sym
 .set k, 5
 tbz x0, #k, l
l:
#--- branch abs
 b 0x100
#--- branch expr
l: b l+8
 b . 
 b .+8
 b .-4
 bl . + 16
 cbz x0, .+12
 b l-.+l
#--- branch other
 b l+8
 nop
 nop
 nop
l:
#--- adr
 adr x0, l
 adr x0, l+3
 adr x0, .
 adrp x0, l
l: nop
#--- adr global
 adr x0, g
 adrp x1, g+4096
 ldr x2, g
 .globl g
g: nop
#--- adr abs
 adr x0, 16
#--- adrp abs
 adrp x0, 0x1000
#--- ldr lit label
 ldr x0, l
 ldr w0, l
 ldr q0, l
 ldrsw x0, l
 prfm pldl1keep, l
l: .word 1
#--- ldr lit abs
 ldr x0, 16
#--- cond branches
l: beq l
 b.eq l
 b.ne m
 cbz x0, m
 tbnz x1, #3, m
m: bne l
#--- branch other section
 b d
 beq d
 cbz x0, d
 tbz x0, #1, d
 adr x0, d
 ldr x0, d
 .section .foo,"ax"
d: nop
#--- branch global local
 .globl g
g: b g
 bl g
 beq g
#--- branch weak
 .weak w
w: b w
#--- branch hidden
 .globl h
 .hidden h
h: b h
#--- branch misaligned
 b l
 .byte 1
l: nop
#--- branch range
 tbz x0, #1, l
 .skip 0x8000
l: nop
#--- branch abs sym
 .set k, 0x40
 b k
#--- b set label
l: nop
 .set k, l+4
 b k
#--- hash hash
 mov x0, ##1
#--- symbols with at
 bl foo@plt
#--- bl quoted
 bl "foo"
#--- bl plus
 bl foo+4
 bl foo-4
#--- expression minus minus
 .word a--1
a:
