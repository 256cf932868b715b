// One instruction a line, as found in real sources or as an error somebody makes. GNU as is the judge.
b #16
b 16
b #17
b -4
b.eq 8
B.EQ 8
beq 8
bhs 8
blo 8
b.hs 8
b.none 8
bl -134217728
bl 134217728
cbz x0, 8
cbz w0, #-8
cbnz xzr, 8
cbz sp, 8
tbz x0, #3, 8
tbz w0, #3, 8
tbz x0, #33, 8
tbz w0, #33, 8
tbz x0, #64, 8
tbnz x0, 63, 32764
tbnz x0, 63, 32768
adr x0, #5
adr w0, #5
ldr x0, 16
ldr w3, #-16
ldrsw x0, 16
ldr q3, 16
prfm pldl1keep, 16
add x0, x1, #4095
add x0, x1, #4096
add x0, x1, #4097
add x0, x1, #0xfff000
add x0, x1, #0x1000000
add x0, x1, #1, lsl #12
add x0, x1, #1, lsl #0
add x0, x1, #4096, lsl #0
add x0, x1, #4096, lsl #12
add x0, x1, #1, lsl #13
add x0, x1, #1, lsr #12
add x0, x1, #-1
add x0, x1, #-4095
add x0, x1, #-4096
add x0, x1, #-4097
add w0, w1, #-1
adds x0, sp, #1
adds sp, x0, #1
add sp, sp, #16
add sp, sp, x1
add sp, sp, x1, lsl #3
add sp, sp, x1, lsl #5
add sp, sp, x1, uxtx
add sp, sp, x1, uxtx #2
add sp, sp, w1, uxtw #2
add x0, sp, x1
add x0, x1, sp
add wsp, wsp, w2
add wsp, w1, w2, lsl #4
add x0, x1, w2, uxtw
add x0, x1, w2, uxtw #4
add x0, x1, w2, uxtw #5
add x0, x1, w2
add x0, x1, w2, uxtx
add x0, x1, x2, uxtx
add x0, x1, x2, uxtw
add x0, x1, x2, sxtb #1
add x0, x1, x2, lsl #63
add x0, x1, x2, lsl #64
add x0, x1, x2, lsl 3
add x0, x1, x2, ror #3
add w0, w1, w2, lsl #31
add w0, w1, w2, lsl #32
add w0, x1, w2
add x0, x1
add x0, x1, x2, x3
add x0 x1, x2
add X0, X1, X2
ADD x0, x1, x2, LSL #3
add x0, x1, xzr
sub x0, x1, #-8
subs x0, x1, #-8
sub sp, sp, #0x20
sub sp, sp, 32
cmp x0, #1
cmp x0, #-1
cmp x0, 0
cmp w0, w1
cmp x0, x1, lsl #2
cmp x0, w1, uxtb
cmp sp, x1
cmp sp, #16
cmp x0, sp
cmp x0, w1
cmn x0, #1
cmn x0, #-1
cmn x0, x1, asr #7
neg x0, x1
neg x0, x1, lsl #4
negs w0, w1
ngc x0, x1
ngcs x0, x1
and x0, x1, #0xff
and x0, x1, #0xff00ff00ff00ff
and x0, x1, #5
and w0, w1, #0xffffff00
and w0, w1, #-256
and w0, w1, #0x100000000
and x0, x1, #-256
and x0, x1, #0
and x0, x1, #-1
and sp, x0, #0xfffffffffffffff0
and x0, sp, #1
and x0, x1, x2, ror #3
ands xzr, x1, #1
tst x0, #1
tst w0, #0x80000000
tst x0, x1
tst x0, x1, lsr #3
bic x0, x1, #1
bic x0, x1, #0xff
bic w0, w1, #0xf
bics x0, x1, #1
bic x0, x1, x2, lsl #1
orn x0, x1, #1
eon x0, x1, #1
orr x0, x1, #0x0101010101010101
orr x0, xzr, #1
orr sp, xzr, #1
eor x0, x1, x2
mvn x0, x1
mvn w0, w1, ror #3
mov x0, x1
mov w0, w1
mov x0, w1
mov x0, sp
mov sp, x0
mov wsp, w0
mov w0, wsp
mov sp, sp
mov x0, xzr
mov sp, xzr
mov x0, #0
mov x0, #1
mov x0, 1
mov x0, #0xffff
mov x0, #0x10000
mov x0, #0xffff0000
mov x0, #0xffff000000000000
mov x0, #-1
mov x0, #-2
mov x0, #-65536
mov x0, #-65537
mov x0, #0xffffffff
mov x0, #0xff00ff00
mov x0, #0xff00ff00ff00ff00
mov x0, #0xffffffffffff0000
mov x0, #0x5555555555555555
mov w0, #-1
mov w0, #0xffffffff
mov w0, #0xfffeffff
mov w0, #0xffff0000
mov w0, #0xff00ff00
mov w0, #0x80000000
mov w0, #-2147483648
mov w0, #0xffffffff80000000
mov sp, #8
mov sp, #5
mov wsp, #0x10000
mov xzr, #1
mov x0, lr
mov fp, sp
mov x29, SP
mov ip0, ip1
mov LR, FP
movz x0, #1
movz x0, #1, lsl #16
movz x0, #1, lsl #48
movz w0, #1, lsl #32
movz x0, #1, lsl #8
movz x0, #0x10000
movz x0, 0xffff, lsl 32
movn x0, #0
movn w0, #0xffff, lsl #16
movk x0, #0x1234, lsl #48
movk w0, #1, lsl 16
lsl x0, x1, #3
lsl x0, x1, #0
lsl x0, x1, #63
lsl x0, x1, #64
lsl w0, w1, #31
lsl w0, w1, #32
lsl x0, x1, x2
lslv x0, x1, x2
lsr x0, x1, #3
lsr x0, x1, #0
lsr w0, w1, #31
lsr x0, x1, x2
asr x0, x1, #3
asr w0, w1, w2
ror x0, x1, #3
ror w0, w1, #32
ror x0, x1, x2
extr x0, x1, x2, #3
extr w0, w1, w2, #32
ubfx x0, x1, #8, #8
ubfx x0, x1, #0, #64
ubfx x0, x1, #60, #5
ubfx w0, w1, #31, #1
ubfx x0, x1, #4, #0
sbfx x0, x1, #8, #8
sbfx w0, w1, #0, #8
ubfiz x0, x1, #4, #8
ubfiz x0, x1, #0, #8
ubfiz x0, x1, #60, #5
sbfiz x0, x1, #4, #8
bfi x0, x1, #4, #8
bfi w0, w1, #0, #32
bfi w0, w1, #4, #29
bfxil x0, x1, #4, #8
bfc x0, #4, #8
bfm x0, x1, #4, #8
sbfm w0, w1, #4, #31
ubfm w0, w1, #4, #32
sxtb x0, w1
sxtb w0, w1
sxth x0, w1
sxtw x0, w1
sxtw w0, w1
sxtb x0, x1
uxtb w0, w1
uxtb x0, w1
uxth w0, w1
uxth x0, w1
uxtw x0, w1
uxtw w0, w1
uxtw x0, x1
cset x0, eq
cset x0, al
csetm w0, ne
cinc x0, x1, hs
cinv x0, x1, lo
cneg x0, x1, mi
cneg x0, x1, nv
csel x0, x1, x2, HS
csel x0, x1, w2, eq
csinc x0, x1, x2, cc
csinv w0, wzr, w2, ge
csneg x0, x1, x2, nv
ccmp x0, x1, #4, eq
ccmp x0, #31, #15, ne
ccmp x0, #32, #15, ne
ccmn w0, #1, #16, ne
mul x0, x1, x2
mul w0, w1, w2
mneg x0, x1, x2
madd x0, x1, x2, x3
msub w0, w1, w2, w3
smull x0, w1, w2
umull x0, w1, w2
umnegl x0, w1, w2
smaddl x0, w1, w2, x3
umulh x0, x1, x2
smulh w0, w1, w2
udiv x0, x1, x2
sdiv w0, w1, w2
rbit x0, x1
rev x0, x1
rev w0, w1
rev16 w0, w1
rev32 x0, x1
rev32 w0, w1
rev64 x0, x1
clz x0, x1
cls w0, w1
crc32b w0, w1, w2
crc32x w0, w1, x2
crc32x w0, w1, w2
crc32cw w0, w1, w2
ldr x0, [x1]
ldr x0, [x1, #0]
ldr x0, [x1, #8]
ldr x0, [x1, 8]
ldr x0, [x1, #32760]
ldr x0, [x1, #32768]
ldr x0, [x1, #4]
ldr x0, [x1, #-8]
ldr x0, [x1, #-256]
ldr x0, [x1, #-257]
ldr x0, [x1, #257]
ldr x0, [x1, #255]
ldr x0, [x1], #8
ldr x0, [x1], #255
ldr x0, [x1], #256
ldr x0, [x1, #8]!
ldr x0, [x1, #-256]!
ldr x0, [x1]!
ldr x0, [x1, x2]
ldr x0, [x1, x2, lsl #3]
ldr x0, [x1, x2, lsl #0]
ldr x0, [x1, x2, lsl #2]
ldr x0, [x1, x2, lsl]
ldr x0, [x1, w2, uxtw]
ldr x0, [x1, w2, uxtw #3]
ldr x0, [x1, w2, uxtw #0]
ldr x0, [x1, w2, sxtw 3]
ldr x0, [x1, x2, sxtx]
ldr x0, [x1, x2, sxtx #3]
ldr x0, [x1, w2]
ldr x0, [x1, x2, uxtw]
ldr x0, [x1, w2, lsl #3]
ldr x0, [w1]
ldr x0, [xzr]
ldr x0, [sp, #16]
ldr sp, [x0]
ldr w0, [x1, #4]
ldr w0, [x1, #16380]
ldr x0, [x1], x2
ldr x0, [x1
ldr x0, x1]
ldr x0
ldrb w0, [x1, #4095]
ldrb w0, [x1, #4096]
ldrb w0, [x1, x2]
ldrb w0, [x1, x2, lsl #0]
ldrb w0, [x1, w2, uxtw #0]
ldrb w0, [x1, x2, lsl #1]
ldrb w0, [x1], #1
ldrb x0, [x1]
ldrh w0, [x1, #2]
ldrh w0, [x1, #1]
ldrh w0, [x1, x2, lsl #1]
ldrsb x0, [x1]
ldrsb w0, [x1, #3]
ldrsh w0, [x1], #-2
ldrsw x0, [x1, #4]
ldrsw w0, [x1, #4]
ldur x0, [x1, #3]
ldur x0, [x1]
ldurb w0, [x1, #-1]
ldtr x0, [x1, #8]
ldtrb w0, [x1]
sttrh w0, [x1, #2]
str x0, [x1, #8]!
str xzr, [x1], #8
str w0, [x1, x2, lsl #2]
strb wzr, [x1]
strh w0, [x1, #2]
stur w0, [x1, #255]
ldp x0, x1, [x2]
ldp x0, x1, [x2, #504]
ldp x0, x1, [x2, #512]
ldp x0, x1, [x2, #-512]
ldp x0, x1, [x2, #4]
ldp w0, w1, [x2, #252]
ldp x0, x1, [x2], #16
ldp x0, x1, [x2, #16]!
ldp x0, w1, [x2]
ldp x29, x30, [sp], #16
stp x29, x30, [sp, #-16]!
stp fp, lr, [sp, -16]!
stp xzr, xzr, [x0]
stp q0, q1, [x0], #32
stp q0, q1, [x0, #-1024]
stp q0, q1, [x0, #1024]
stp q0, d1, [x0]
stp s0, s1, [x0, #4]
ldpsw x0, x1, [x2, #4]
ldnp x0, x1, [x2, #16]
stnp x0, x1, [x2, #-16]
stnp x0, x1, [x2, #16]!
stnp q0, q1, [x2]
ldxr x0, [x1]
ldxr w0, [x1, #0]
ldxr w0, [x1, #8]
stxr w0, x1, [x2]
stxr x0, x1, [x2]
ldaxr x0, [sp]
stlxr w0, w1, [x2]
ldxrb w0, [x1]
stlxrh w0, w1, [x2]
ldxp x0, x1, [x2]
stlxp w0, x1, x2, [x3]
ldar x0, [x1]
stlr w0, [x1]
ldarb w0, [x1]
stlrh w0, [x1]
ldapr x0, [x1]
ldaprb w0, [x1]
ldlar x0, [x1]
stllr x0, [x1]
ldapur x0, [x1, #8]
stlur w0, [x1, #-4]
ldadd x0, x1, [x2]
ldadda w0, w1, [x2]
ldaddal x0, xzr, [sp]
ldaddlb w0, w1, [x2]
ldclralh w0, w1, [x2]
stadd x0, [x1]
staddl w0, [x1]
stset x0, [x1]
stclrlb w0, [x1]
staddal x0, [x1]
swp x0, x1, [x2]
swpalb w0, w1, [x2]
cas x0, x1, [x2]
casal w0, w1, [x2]
caslb w0, w1, [x2]
casp x0, x1, x2, x3, [x4]
caspal w0, w1, w2, w3, [x4]
casp x1, x2, x2, x3, [x4]
casp x0, x2, x4, x5, [x4]
prfm pldl1keep, [x0]
prfm pstl1strm, [x0, #128]
prfm #6, [x0]
prfm 31, [x0]
prfm 32, [x0]
prfm pldl1keep, [x0, x1, lsl #3]
prfm plil2keep, [x0, #-1]
prfum pldl1keep, [x0, #3]
br x0
br w0
blr x30
ret
ret x1
ret lr
eret
drps
braa x0, x1
braaz x0
blrab x0, sp
retaa
eretab
pacia x0, sp
autiza x0
xpaci x0
pacga x0, x1, x2
paciasp
autibsp
pacia1716
xpaclri
ldraa x0, [x1]
ldraa x0, [x1, #8]!
ldrab x0, [x1, #-4096]
ldrab x0, [x1, #4096]
ldraa x0, [x1]!
svc #0
svc 0xffff
svc #0x10000
hvc #0
smc 0
smc
brk #0x800
hlt #0
udf #0
udf #65535
dcps1
dcps3 #1
nop
yield
wfe
wfi
sev
sevl
dgh
esb
psb csync
tsb csync
csdb
hint #0
hint 127
hint #128
hint #20
clearbhb
bti
bti c
bti jc
bti x
clrex
clrex #0
clrex #16
dsb sy
dsb ish
DSB ISH
dsb nshst
dsb #0
dsb #15
dsb 16
dsb
dsb foo
dmb ishld
dmb st
dmb #3
dmb oshst
isb
isb sy
ISB SY
isb #0
isb ish
sb
ssbb
pssbb
dsb ishnxs
dsb #24
cfinv
setf8 w0
rmif x0, #3, #4
msr sctlr_el1, x0
msr SCTLR_EL1, x0
msr ttbr0_el2, xzr
msr S3_0_C1_C0_0, x0
msr s3_7_c15_c15_7, x0
msr s3_8_c15_c15_7, x0
msr s1_0_c7_c8_0, x0
msr sctlr_el1, w0
msr nosuch_el1, x0
mrs x0, CurrentEL
mrs x0, ctr_el0
mrs x0, spsr_svc
mrs w0, ctr_el0
mrs x0, s2_1_c0_c0_0
msr dbgdtrtx_el0, x0
mrs x0, dbgdtrrx_el0
msr daifset, #2
msr DAIFClr, 15
msr daifset, #16
msr spsel, #1
msr spsel, #2
msr spsel, x0
msr pan, #1
msr uao, #0
msr dit, #1
msr tco, #1
msr ssbs, #1
msr tco, x0
msr daif, x0
dc civac, x0
dc ZVA, x1
dc isw, x2
dc cvadp, x0
dc civac
dc nosuch, x0
ic iallu
ic ialluis
ic ivau, x0
ic ivau
ic iallu, x0
at s1e1r, x0
at s12e1w, x3
at s1e1rp, x3
tlbi vmalle1
tlbi VMALLE1IS
tlbi alle2
tlbi vae1, x0
tlbi vae1
tlbi alle1, x0
tlbi rvae1is, x0
tlbi vae2os, x4
sys #3, C7, C4, #1, x0
sys 0, c7, c5, 0
sys #8, C7, C5, #0
sysl x0, #3, C7, C4, #1
cfp rctx, x0
ldr q0, [x1]
ldr q0, [x1, #16]
ldr q0, [x1, #8]
ldr d0, [x1, x2, lsl #3]
ldr b0, [x1, #1]
ldr h0, [x1], #2
str q31, [sp, #-16]!
str s0, [x1, w2, sxtw #2]
ldur q0, [x1, #1]
stur d0, [x1, #-8]
ldp d8, d9, [sp], #16
ld1 {v0.16b}, [x0]
ld1 {v0.16b, v1.16b}, [x0]
ld1 {v0.16b-v3.16b}, [x0], #64
ld1 {v0.16b - v3.16b}, [x0], #32
ld1 {v31.8b, v0.8b}, [x0], x1
ld1 {v0.1d}, [x0]
ld2 {v0.4s, v1.4s}, [x0]
ld2 {v0.1d, v1.1d}, [x0]
ld2 {v0.4s, v2.4s}, [x0]
st4 {v0.2d-v3.2d}, [x0], #64
st1 {v0.16b-v3.16b}, [x0], x2
mov v0.16b, v1.16b
mov v0.8b, v1.8b
mov v0.4s, v1.4s
mov v0.s[1], w2
mov v0.d[1], x2
mov v0.b[15], w2
mov v0.b[16], w2
mov v0.s[1], v1.s[2]
mov w0, v1.s[1]
mov x0, v1.d[1]
mov d0, v1.d[1]
mov s0, v1.s[3]
ins v0.s[1], w2
umov w0, v1.b[3]
umov x0, v1.d[0]
umov w0, v1.d[0]
smov x0, v1.s[1]
smov w0, v1.s[1]
dup v0.16b, w1
dup v0.2d, x1
dup v0.1d, x1
dup v0.4s, v1.s[2]
dup d0, v1.d[1]
movi v0.16b, #0
movi v0.16b, #255
movi v0.16b, #256
movi v0.4s, #1, lsl #8
movi v0.4s, #1, msl #16
movi v0.8h, #1, lsl #8
movi v0.8h, #1, lsl #16
movi v0.2d, #0
movi v0.2d, #0xffffffffffffffff
movi v0.2d, #1
movi d0, #0xff00ff00ff00ff00
mvni v0.4s, #0
orr v0.4s, #1
orr v0.16b, v1.16b, v2.16b
bic v0.8h, #1, lsl #8
and v0.8b, v1.8b, v2.8b
and v0.8b, v1.8b, v2.16b
eor v0.16b, v0.16b, v0.16b
bsl v0.16b, v1.16b, v2.16b
not v0.16b, v1.16b
mvn v0.16b, v1.16b
fmov d0, x1
fmov x0, d1
fmov s0, w1
fmov w0, s1
fmov d0, d1
fmov s0, d1
fmov d0, #1.0
fmov d0, #1
fmov s0, #-0.125
fmov d0, #0.1
fmov d0, xzr
fmov v0.d[1], x1
fmov x1, v0.d[1]
fmov v0.2d, #1.0
fmov v0.4s, #2.5
addg x0, x1, #16, #3
subg x0, x1, #16, #16
irg x0, x1
irg x0, x1, x2
gmi x0, x1, x2
subp x0, x1, x2
cmpp x0, x1
stg x0, [x1]
stg sp, [x1, #16]!
st2g x0, [x1], #-16
stzg x0, [x1, #8]
ldg x0, [x1, #16]
stgp x0, x1, [x2, #16]
ldgm x0, [x1]
stzgm x0, [x1]
add v0.4s, v1.4s, v2.4s
add v0.1d, v1.1d, v2.1d
add v0.4s, v1.2s, v2.4s
cmeq v0.16b, v1.16b, #0
cmeq v0.16b, v1.16b, #1
cmeq v0.16b, v1.16b, v2.16b
addp v0.2d, v1.2d, v2.2d
umaxp v0.4s, v1.4s, v2.4s
umaxp v0.2d, v1.2d, v2.2d
sminv b0, v1.16b
sminv h0, v1.16b
sminv s0, v1.2s
uminv s0, v1.4s
ext v0.16b, v1.16b, v2.16b, #8
ext v0.8b, v1.8b, v2.8b, #8
zip1 v0.4s, v1.4s, v2.4s
rev32 v0.16b, v1.16b
rev32 v0.4s, v1.4s
rev64 v0.4s, v1.4s
rev16 v0.8b, v1.8b
tbl v0.16b, {v1.16b}, v2.16b
tbl v0.16b, {v1.16b-v4.16b}, v2.16b
tbl v0.8b, {v1.8b}, v2.8b
tbx v0.16b, {v1.16b, v2.16b}, v3.16b
shl v0.4s, v1.4s, #31
shl v0.4s, v1.4s, #32
ushr v0.2d, v1.2d, #64
ushr v0.2d, v1.2d, #0
sri v0.4s, v1.4s, #3
sli v0.2d, v1.2d, #40
uxtl v0.8h, v1.8b
uxtl2 v0.8h, v1.16b
sxtl v0.2d, v1.2s
sshll v0.8h, v1.8b, #3
ushll2 v0.4s, v1.8h, #16
umlal v0.4s, v1.4h, v2.4h
umlal2 v0.4s, v1.4h, v2.4h
umull2 v0.2d, v1.4s, v2.4s
pmull v0.1q, v1.1d, v2.1d
pmull2 v0.1q, v1.2d, v2.2d
pmull v0.8h, v1.8b, v2.8b
aese v0.16b, v1.16b
sha1h s0, s1
sha256h q0, q1, v2.4s
sm3tt1a v0.4s, v1.4s, v2.s[3]
eor3 v0.16b, v1.16b, v2.16b, v3.16b
xar v0.2d, v1.2d, v2.2d, #63
ld1r {v0.4s}, [x0]
ld1r {v0.8h}, [x0], #2
ld4r {v0.4s-v3.4s}, [x0], x1
ld1r {v0.8h}, [x0], #4
frobnicate x0
mov
mov x0
mov x0,
mov x0, , x1
mov x32, x0
mov x0, #
// SVE and SME.
ld1b z0.b, p0/z, [x0, #0]
ld1b {z0.b}, p0/z, [x0, #0, mul vl]
ld1b {z0.b}, p0/z, [x0, #0, MUL VL]
ld1b {z0.b}, p0/z, [x0, #1]
ld1b {z0.b}, p0/z, [x0, #1, mulvl]
ld1b {z0.b}, p0/z, [x0, #1, mul #1]
ld1b {z0.b}, p0, [x0]
ld1b {z0.b}, p0/Z, [x0]
ld1b {Z0.B}, P0/Z, [x0]
ld1b {z0.b}, p0/m, [x0]
ld1b {z0.b}, p8/z, [x0]
ld1b {z0.b}, p0/z, [x0, xzr]
ld1b {z0.b}, p0/z, [x0, x1, lsl #0]
ld1h {z0.h}, p0/z, [x0, x1]
ld1h {z0.h}, p0/z, [x0, x1, lsl 1]
ld1h {z0.h}, p0/z, [x0, x1, LSL #1]
ld1h {z0.h}, p0/z, [x0, x1, lsl #2]
ldff1b {z0.b}, p0/z, [x0]
ldff1b {z0.b}, p0/z, [x0, xzr]
ldff1h {z0.h}, p0/z, [x0]
ldff1h {z0.h}, p0/z, [x0, xzr, lsl #1]
ldff1h {z0.h}, p0/z, [x0, #0]
ldff1b {z0.b}, p0/z, [x0, #0]
ldff1b {z0.s}, p0/z, [z0.s, #0]
ldnt1b {z0.d}, p0/z, [z0.d, #0]
ldnt1b {z0.b}, p0/z, [x0, #0]
ldnt1b {z0.b}, p0/z, [x0, #7, mul vl]
ldnt1b {z0.b}, p0/z, [x0, #8, mul vl]
ld1b {z0.d}, p0/z, [x0, z1.d, lsl #0]
ld1b {z0.d}, p0/z, [x0, z1.d, uxtw #0]
ld1b {z0.d}, p0/z, [x0, z1.d, uxtw]
ld1h {z0.d}, p0/z, [x0, z1.d, uxtw #1]
ld1h {z0.d}, p0/z, [x0, z1.d, sxtw #2]
ld1b {z0.d}, p0/z, [x0, z1.s, uxtw]
ld1b {z0.d}, p0/z, [z0.d, #0]
ld1b {z0.d}, p0/z, [z0.d]
ld1b {z0.d}, p0/z, [z0.d, 3]
ld1b {z0.d}, p0/z, [z0.d, 32]
ld1h {z0.d}, p0/z, [z0.d, 3]
ldnt1b {z0.d}, p0/z, [z0.d]
ldnt1b {z0.d}, p0/z, [z0.d, xzr]
ldnt1b {z0.d}, p0/z, [z0.d, x1]
ldnt1b {z0.d}, p0/z, [z0.d, sp]
ld2b {z0.b, z1.b}, p0/z, [x0]
ld2b {z0.b-z1.b}, p0/z, [x0]
ld2b z0.b, p0/z, [x0]
ld2b {z31.b, z0.b}, p0/z, [x0]
ld2b {z0.b, z2.b}, p0/z, [x0]
ld2b {z0.b, z1.h}, p0/z, [x0]
ld3b {z31.b-z1.b}, p0/z, [x0]
ld3b {z1.b-z3.b}, p0/z, [x0, #3, mul vl]
ld3b {z1.b-z3.b}, p0/z, [x0, #4, mul vl]
ld3b {z1.b, z2.b, z3.b}, p0/z, [sp]
ld4b {z1.b - z4.b}, p0/z, [sp, x1]
add z0.b, z0.b, #1
add z0.h, z0.h, #256
add z0.h, z0.h, #1, lsl #8
add z0.b, z0.b, #1, lsl #8
add z0.b, z0.b, #256
add z0.b, z0.b, #-1
add z0.h, z0.h, #-1
add z0.h, z0.h, #-256
add z0.d, z0.d, #-256
add z0.h, z0.h, #65280
add z0.h, z0.h, #0, lsl #8
add z0.h, z0.h, #0, lsl #0
add z0.h, z0.h, #255, lsl #8
add z0.h, z0.h, #256, lsl #8
add z0.h, z0.h, #1, lsl #4
add z0.h, z0.h, #257
add z0.b, p0/m, z1.b, z2.b
add z0.b, z1.b, #3
add z0.b, z1.b, z2.h
add z0.b, z1.b, z2
subr z0.b, z0.b, #3
smax z0.b, z0.b, #-128
smax z0.b, z0.b, #128
umax z0.b, z0.b, #255
umax z0.b, z0.b, #256
mul z0.h, z0.h, #-128
mov z0.b, #-1
mov z0.b, #255
mov z0.b, #256
mov z0.b, #-128
mov z0.b, #-129
mov z0.h, #255
mov z0.h, #256
mov z0.h, #-256
mov z0.h, #0xff00
mov z0.h, #0x7f00
mov z0.h, #32768
mov z0.h, #65535
mov z0.h, #65536
mov z0.h, #-32768
mov z0.h, #-32769
mov z0.s, #0xffffff00
mov z0.s, #0xffffffff
mov z0.s, #0xffffff80
mov z0.d, #-1
mov z0.d, #-256
mov z0.h, #1, lsl #8
mov z0.d, #0x5555555555555555
mov z0.d, #0xff00
mov z0.d, #0xffffffffffffff80
mov z0.s, #0x00ff00ff
mov z0.s, #0xff00ff00
mov z0.d, #0x0000ffff0000ffff
mov z0.b, p0/m, #1
mov z0.b, p0/z, #-128
mov z0.h, p0/z, #127, lsl #8
mov z0.h, p0/z, #128, lsl #8
cpy z0.h, p0/m, #-128, lsl #8
dup z0.h, #127, lsl #8
dup z0.b, #-1, lsl #8
mov z0.b, z1.b[0]
mov z0.b, z1.b[63]
mov z0.b, z1.b[64]
mov z0.h, z1.h[31]
mov z0.q, z1.q[3]
mov z0.q, z1.q[4]
mov z0.b, z1.h[0]
dup z0.s, z1.s[15]
mov z0.b, b1
mov z0.d, d1
mov z0.q, q1
mov z0.d, s1
mov z0.b, w1
mov z0.d, x1
mov z0.d, w1
mov z0.b, x1
mov z0.d, sp
mov z0.s, wsp
mov z0.d, xzr
mov z0.b, p0/m, b1
mov z0.b, p0/m, w1
mov z0.b, p0/m, wsp
mov z0.b, p0/m, z1.b
mov z0.b, p15/m, z1.b
mov z0.b, p0/z, z1.b
mov z0.b, p8/m, w1
mov z0.d, z1.d
mov z0.b, z1.b
mov p0.b, p1.b
mov p0.b, p1/z, p2.b
mov p0.b, p1/m, p2.b
mov p0.h, p1.h
movs p0.b, p1.b
movs p0.b, p1/z, p2.b
movs p0.b, p1/m, p2.b
not p0.b, p1/z, p2.b
not p0.b, p1/m, p2.b
nots p0.b, p1/z, p2.b
cmple p0.b, p1/z, z0.b, z1.b
cmple p0.b, p1/z, z0.b, z1.d
cmple p0.d, p1/z, z0.d, z1.d
cmplo p0.b, p1/z, z0.b, z1.b
cmplo p0.b, p1/z, z0.b, #127
cmplo p0.b, p1/z, z0.b, #128
cmpls p0.b, p1/z, z0.b, z1.b
cmplt p0.b, p1/z, z0.b, z1.b
cmplt p0.b, p1/z, z0.b, #-16
cmplt p0.b, p1/z, z0.b, #16
facle p0.h, p1/z, z0.h, z1.h
faclt p0.h, p1/z, z0.h, z1.h
fcmle p0.h, p1/z, z0.h, z1.h
fcmlt p0.h, p1/z, z0.h, z1.h
fcmle p0.h, p1/z, z0.h, #0
fcmle p0.h, p1/z, z0.h, #0.0
fcmle p0.h, p1/z, z0.h, #1.0
incb x0
incb x0, all
incb x0, ALL
incb x0, pow2
incb x0, #14
incb x0, all, mul #3
incb x0, ALL, MUL #3
incb x0, all, mul 3
incb x0, all, mul #0
incb x0, all, mul #17
incb x0, 31
incb x0, 32
incb x0, mul #2
incb x0, vl9
incb w0
incb sp
inch z0.h
inch z0.s
inch z0.h, pow2, mul #2
incp x0, p0.b
incp x0, p0
incp z0.h, p0.h
incp z0.h, p0
incp z0.b, p0.b
uqincp w0, p0.b
uqincp x0, p0.b
sqincp x0, p0.b, w0
sqincp x0, p0.b, w1
sqincp z0.h, p0.h
sqincp z0.h, p0
sqincb x0, w0
sqincb x0, w0, vl8
sqincb x0, w1
uqincb w0
ptrue p0.b
ptrue p0.b, vl16
ptrue p0.b, #15
ptrue p0.b, vl16, mul #1
ptrue p0
pfalse p0.b
pfalse p0.h
pfalse p0
pfirst p0.b, p1, p0.b
pfirst p0.b, p1, p2.b
pnext p0.d, p1, p0.d
ptest p0, p1.b
rdffr p0.b
rdffr p0.b, p1/z
rdffrs p0.b, p1/z
wrffr p0.b
setffr
brka p0.b, p1/m, p2.b
brka p0.b, p1/z, p2.b
brka p0.b, p1, p2.b
brkn p0.b, p1/z, p2.b, p0.b
brkn p0.b, p1/z, p2.b, p3.b
fmov z0.h, #1.0
fmov z0.h, #0
fmov z0.h, #0.0
fmov z0.h, #-0.0
fmov z0.h, #0.1
fmov z0.b, #1.0
fmov z0.s, p0/m, #1.0
fmov z0.s, p0/m, #0.0
fmov z0.s, p0/z, #0.0
fmov z0.s, #31
fmov z0.s, #1e0
fdup z0.s, #2.5
fcpy z0.s, p0/m, #2.5
fadd z0.s, p0/m, z0.s, #0.5
fadd z0.s, p0/m, z0.s, #1
fadd z0.s, p0/m, z0.s, #2.0
fadd z0.s, p0/m, z0.s, #1.00
fmul z0.s, p0/m, z0.s, #2
fmax z0.s, p0/m, z0.s, #0
fmax z0.s, p0/m, z0.s, #0.5
fadd z0.s, z1.s, z2.s
fadd z0.b, z1.b, z2.b
and z0.b, z0.b, #1
and z0.b, z0.b, #-1
and z0.b, z0.b, #-2
and z0.b, z0.b, #0xfe
and z0.b, z0.b, #0x1fe
and z0.h, z0.h, #0xfffe
and z0.h, z0.h, #-2
and z0.s, z0.s, #0xfffffffe
and z0.s, z0.s, #-2
and z0.d, z0.d, #-2
bic z0.b, z0.b, #1
bic z0.h, z0.h, #0xff
bic z0.h, z0.h, #-256
orn z0.d, z0.d, #1
eon z0.d, z0.d, #1
dupm z0.b, #1
dupm z0.h, #0x0101
mov z0.h, #0x0101
and z0.s, z0.s, #0xff
and z0.d, z1.d, z2.d
and z0.b, z1.b, z2.b
and z0.b, z1.b, #1
and z0.s, z0.s, #5
bic z0.d, z1.d, z2.d
orr z0.d, z1.d, z1.d
lsl z0.b, z1.b, #0
lsl z0.b, z1.b, #7
lsl z0.b, z1.b, #8
lsr z0.b, z1.b, #0
lsr z0.b, z1.b, #8
lsr z0.b, z1.b, #9
lsr z0.d, z1.d, #64
asr z0.b, z1.b, z2.d
asr z0.b, p0/m, z0.b, z2.d
asr z0.b, p0/m, z0.b, #3
asr z0.b, p0/m, z1.b, #3
sshllb z0.h, z1.b, #7
sshllb z0.h, z1.b, #8
sshllb z0.b, z1.b, #1
shrnb z0.b, z1.h, #8
shrnb z0.b, z1.h, #9
shrnb z0.s, z1.d, #32
xar z0.b, z0.b, z1.b, #1
xar z0.b, z2.b, z1.b, #1
ext z0.b, z0.b, z1.b, #255
ext z0.b, {z0.b, z1.b}, #255
ext z0.b, {z31.b, z0.b}, #5
ext z0.b, z0.b, z1.b, #256
tbl z0.b, {z1.b}, z2.b
tbl z0.b, z1.b, z2.b
tbl z0.b, {z1.b, z2.b}, z2.b
splice z0.b, p0, z0.b, z1.b
splice z0.b, p0, {z1.b, z2.b}
splice z0.b, p0, {z1.b, z3.b}
prfb pldl1keep, p0, [x0]
prfb PLDL1KEEP, p0, [x0]
prfb #6, p0, [x0]
prfb 15, p0, [x0]
prfb #16, p0, [x0]
prfb plil1keep, p0, [x0]
prfb pldl1keep, p0, [x0, #0]
prfb pldl1keep, p0, [x0, #-32, mul vl]
prfh pldl1keep, p0, [x0, x1, lsl #1]
prfh pldl1keep, p0, [x0, x1]
prfh pldl1keep, p0, [x0, xzr, lsl #1]
prfh pldl1keep, p0, [x0, z1.d]
prfb pldl1keep, p0, [x0, z1.d]
prfb pldl1keep, p0, [z1.d, #31]
ldr z0, [x0, #-256, mul vl]
ldr z0, [x0, #-257, mul vl]
ldr z0, [x0, #-256]
ldr z0, [x0]
ldr z0, [sp, #255, mul vl]
ldr z0.b, [x0]
str p0, [x0]
str p0, [x0, #1, mul vl]
str p0, [x0, 1, mul vl]
rdvl x0, #-1
rdvl x0, -1
rdvl x0, #32
rdvl sp, #1
addvl sp, sp, #-1
addvl x0, xzr, #-1
addpl x0, x1, #31
movprfx z0, z1
movprfx z0.b, p0/m, z1.b
movprfx z0.b, p0/z, z1.b
movprfx z0.b, z1.b
fcmla z0.h, p0/m, z1.h, z2.h, #90
fcmla z0.h, p0/m, z1.h, z2.h, #45
fcmla z0.h, z1.h, z2.h[3], #270
fcmla z0.h, z1.h, z2.h[4], #270
fcmla z0.h, z1.h, z8.h[3], #270
fcadd z0.h, p0/m, z0.h, z2.h, #90
fcadd z0.h, p0/m, z0.h, z2.h, #0
cadd z0.b, z0.b, z1.b, #270
mla z0.h, z1.h, z7.h[7]
mla z0.h, z1.h, z8.h[7]
mla z0.d, z1.d, z15.d[1]
mla z0.b, z1.b, z1.b[1]
sdot z0.s, z1.b, z2.b[3]
sdot z0.d, z1.h, z15.h[1]
sdot z0.s, z1.b, z2.b
sdot z0.h, z1.b, z2.b
lasta w0, p0, z0.b
lasta x0, p0, z0.b
lasta w0, p0, z0.d
lasta x0, p0, z0.d
lasta b0, p0, z0.b
clasta w0, p0, w0, z0.b
clasta w0, p0, w1, z0.b
clasta z0.b, p0, z0.b, z1.b
saddv d0, p0, z0.b
saddv d0, p0, z0.d
uaddv d0, p0, z0.d
index z0.b, #1, #2
index z0.b, #1, w2
index z0.b, w1, #2
index z0.b, w1, w2
index z0.d, x1, x2
index z0.d, w1, x2
index z0.b, #16, #2
whilelo p0.b, x0, x1
whilelo p0.b, w0, w1
whilelo p0.b, x0, w1
whilelo p0.b, xzr, x1
ctermeq x0, x1
ctermeq w0, x1
insr z0.b, w1
insr z0.d, x1
insr z0.d, d1
insr z0.b, b1
adr z0.d, [z1.d, z2.d]
adr z0.d, [z1.d, z2.d, lsl #3]
adr z0.d, [z1.d, z2.d, lsl #0]
adr z0.d, [z1.d, z2.d, lsl #4]
adr z0.s, [z1.s, z2.s, lsl #1]
adr z0.d, [z1.d, z2.d, sxtw]
adr z0.d, [z1.d, z2.d, sxtw #1]
adr z0.d, [z1.d, z2.d, uxtw #0]
adr z0.s, [z1.s, z2.s, uxtw]
histcnt z0.s, p0/z, z1.s, z2.s
pmullb z0.h, z1.b, z2.b
pmullb z0.q, z1.d, z2.d
pmullb z0.s, z1.h, z2.h
aese z0.b, z0.b, z1.b
aese z0.b, z1.b, z1.b
aesmc z0.b, z0.b
sel z0.b, p15, z1.b, z2.b
sel p0.b, p1, p2.b, p3.b
compact z0.s, p0, z1.s
compact z0.b, p0, z1.b
punpkhi p0.h, p1.b
rev p0.b, p1.b
rev z0.b, z1.b
zip1 p0.b, p1.b, p2.b
zip1 z0.q, z1.q, z2.q
bfdot z0.s, z1.h, z2.h
bfdot z0.s, z1.h, z2.h[3]
bfcvt z0.h, p0/m, z1.s
ld1rqb {z0.b}, p0/z, [x0, #16]
ld1rqb {z0.b}, p0/z, [x0, #8]
ld1rob {z0.b}, p0/z, [x0, #-256]
ld1rb {z0.h}, p0/z, [x0, #63]
ld1rb {z0.h}, p0/z, [x0, #64]
ld1rd {z0.d}, p0/z, [x0, #504]
ld1rd {z0.d}, p0/z, [x0, #4]
psel p0, p1, p2.b[w12, 15]
psel p0, p1, p2.b[w12, #15]
psel p0, p1, p2.b[w11, 15]
psel p0, p1, p2.d[w15, 1]
psel p0, p1, p2.d[w15, 2]
psel p0.b, p1.b, p2.d[w15, 1]
revd z0.q, p0/m, z1.q
sclamp z0.b, z1.b, z2.b
ld1h {z0.h}, p0/z, [x0, xzr, lsl #1]
and z0.b, z0.b, #-129
and z0.b, z0.b, #-255
and z0.b, z0.b, #-256
and z0.b, z0.b, #-257
mov z0.b, #-257
mov z0.b, #-255
mov z0.h, #-65535
mov z0.h, #-65280
mov z0.h, #-65536
mov z0.s, #-4294967168
add z0.b, z0.b, #-255
add z0.h, z0.h, #-65280
decp z0.d, p0
uqdecp z0.s, p1
ldff1w {z0.d}, p0/z, [x0]
ldff1w {z0.s}, p0/z, [x0]
ldff1w {z0.s}, p0/z, [x0, z1.s, sxtw #2]
fcmeq p0.h, p1/z, z0.h, #-0.0
ldr za[w12, 0], [x0]
ldr za[w12, 5], [x0, #5, mul vl]
ldr za[w12, 5], [x0]
ldr za[w12, 0], [x0, #0]
ldr za[w12, 5], [x0, #4, mul vl]
ldr za[w12, #5], [x0, #5]
ldr za[w11, 5], [x0, #5, mul vl]
LDR ZA[w12, 0], [x0]
ld1b {za0h.b[w12, 0]}, p0/z, [x0]
ld1b {za0h.b[w12, 0]}, p0/z, [x0, x1]
ld1b {za0h.b[w12, 15]}, p0/z, [x0, xzr]
ld1b {za0h.b[w12, 16]}, p0/z, [x0, xzr]
ld1b za0h.b[w12, 15], p0/z, [x0, xzr]
ld1h {za1v.h[w13, 7]}, p0/z, [x0, x1]
ld1h {za1v.h[w13, 7]}, p0/z, [x0, x1, lsl #1]
ld1h {za1v.h[w13, 7]}, p0/z, [x0, x1, lsl #2]
ld1h {za1v.h[w13, 7]}, p0/z, [x0]
ld1h {za1v.h[w13, 7]}, p0/z, [x0, #0]
st1q {za15h.q[w15, 0]}, p7, [sp, xzr, lsl #4]
st1q {za15h.q[w15, 0]}, p7, [sp]
st1q {za15h.q[w15]}, p7, [sp]
mov z0.b, p0/m, za0h.b[w12, 3]
mova z0.b, p0/m, za0h.b[w12, 3]
mov za0h.s[w12, 3], p0/m, z1.s
mova za0v.d[w12, 1], p0/m, z1.d
zero {za}
zero {za0.b}
zero {}
zero {za0.d, za1.d}
zero {za0.d,za0.s}
zero {za0.h, za1.h}
zero {za0.d, za1.d, za2.d, za3.d, za4.d, za5.d, za6.d, za7.d}
zero {za0.d-za3.d}
zero { za0.s }
fmopa za0.s, p0/m, p1/m, z0.s, z1.s
fmopa za3.s, p0/m, p7/m, z0.h, z1.h
fmopa za4.s, p0/m, p7/m, z0.h, z1.h
fmopa za7.d, p0/m, p7/m, z0.d, z1.d
fmopa za7.d, p0/m, p8/m, z0.d, z1.d
fmopa za7.d, p0/z, p7/m, z0.d, z1.d
addha za0.s, p0/m, p1/m, z0.s
st1b {z16.d}, p5, [x26, x0.d]
mov w16.s, #0x3ffe
prfw pstl1keep, p6, [x22, x30.d, lsl #2]
ld1w z0.s, p0/z, [x0, x1, lsl #2]
cntw x0, vl4, mul #2
whilelt p0.d, x0, x1
st1d {z0.d}, p0, [x0, #-8, mul vl]
st1d {z0.d}, p0, [x0, #-9, mul vl]
eor3 z0.d, z0.d, z1.d, z2.d
eor3 z0.d, z3.d, z1.d, z2.d
eor3 z0.s, z0.s, z1.s, z2.s
bsl z0.d, z0.d, z1.d, z2.d
histseg z0.b, z1.b, z2.b
match p0.b, p1/z, z0.b, z1.b
match p0.s, p1/z, z0.s, z1.s


// scalar floating point and Advanced SIMD
ld3 {v0.8h-v2}, [x0]
ld3 {v0.8h-v2.b}, [x0]
ld3 {v0.8h-v2.1q}, [x0]
ld3 {v0.8h-v2.4b}, [x0]
ld3 {v0.8h-v2.z}, [x0]
ld3 {v0-v2}, [x0]
ld3 {v0.8h, v1.8h-v2.8h}, [x0]
ld3 {v0.8h-v1.8h, v2.8h}, [x0]
ld3 {v0.b-v2.16b}[1], [x0]
ld1 {v0.16b}[1], [x0]
ld1 {v0.8b}[1], [x0]
ld1 {v0.b[1]}, [x0]
ld1 {v0.b}, [x0]
ld2 {v31.b,v0.b}[1], [x0]
ld2 {v31.b-v0.b}[1], [x0]
ld2 {v2.b-v1.b}[1], [x0]
ld2 {v0.b,v2.b}[1], [x0]
ld1 {v0.4b}[1], [x0]
ld1 {v0.s}[4], [x0]
ld1 {v0.2h}[1], [x0]
ld1 v0.s[1], [x0]
ld1 {v0.2d}, [x0], 16
ld1 {v0.2d}, [x0], #15
ld1 {v0.2d}, [x0], xzr
ld1 {v0.2d}, [x0], w1
ld1 {v0.2d}, [x0], sp
ld1 {v0.2d}, [x0, #0]
ld1 {v0.2d}, [x0, #16]!
ld1 {v0.2d}, [x0, x1]
ld1r {v0.16b}, [x0], #1
ld1r {v0.16b}, [x0], #2
ld1r {v0.b}, [x0]
fcmp s0, #0
fcmp s0, 0.0
fcmp s0, #0.0
fcmp s0, #-0.0
fcmp s0, #0x0
fcmp s0, #1.0
fcmp s0, #0e0
fcmp s0, #0r0
fcmp s0, #0f0.0
fmov s0, #1
fmov s0, 1.0
fmov s0, #0x3f800000
fmov d0, #0x3f800000
fmov d0, #0x3ff0000000000000
fmov h0, #0x3c00
fmov h0, #1.0
fmov s0, #1.0e0
fmov s0, #1e0
fmov s0, #.5
fmov s0, #0.0
fmov s0, #+1.0
fmov s0, #-1.0
fmov s0, wzr
fmov d0, xzr
fmov s0, #0.1
fmov s0, #31.0
fmov s0, #33.0
fmov s0, #0.124
fmov s0, #1.9375
fmov s0, #1.93750000001
fmov v0.2s, #1.0
fmov v0.2d, #1.0
fmov v0.1d, #1.0
fmov v0.4h, #1.0
fmov s0, #1.0f
fmov s0, #(1.0)
fmov s0, #2*1.0
fmov s0, v0.s[0]
fmov x0, v1.d[1]
fmov v1.d[1], x0
fmov x0, v1.d[0]
fmov x0, v1.2d[1]
fcmeq v0.4s, v1.4s, #0
fcmeq v0.4s, v1.4s, #0.0
fcmeq v0.4s, v1.4s, 0
fcmeq v0.4s, v1.4s, #1
cmeq v0.4s, v1.4s, #0
cmeq v0.4s, v1.4s, 0
cmeq v0.4s, v1.4s, #0.0
cmeq v0.4s, v1.4s, #1
cmeq d0, d1, #0
fcmle v0.4s, v1.4s, v2.4s
fcmlt v0.4s, v1.4s, v2.4s
facle v0.4s, v1.4s, v2.4s
faclt v0.4s, v1.4s, v2.4s
cmle v0.4s, v1.4s, v2.4s
cmlt v0.4s, v1.4s, v2.4s
cmlo v0.4s, v1.4s, v2.4s
cmls v0.4s, v1.4s, v2.4s
cmle d0, d1, d2
cmlt d0, d1, d2
cmlo d0, d1, d2
cmls d0, d1, d2
fcmle s0, s1, s2
fcmlt d0, d1, d2
facle s0, s1, s2
faclt s0, s1, s2
fcmle h0, h1, h2
facle v0.8h, v1.8h, v2.8h
not v0.16b, v1.16b
mvn v0.16b, v1.16b
mvn v0.4s, v1.4s
mov v0.4s, v1.4s
mov v0.8b, v1.8b
mov v0.2d, v1.2d
mov v0.16b, v1.8b
mov b0, v1.b[2]
mov v0.s[1], w2
mov v0.b[1], x2
ins v0.d[1], w2
mov w0, v1.s[1]
mov x0, v1.d[1]
mov w0, v1.b[1]
mov w0, v1.h[1]
umov w0, v1.h[1]
umov x0, v1.d[1]
umov x0, v1.s[1]
smov x0, v1.s[1]
smov w0, v1.s[1]
movi v0.2d, #0
movi v0.2d, #0xff
movi v0.2d, #-1
movi d0, #0xff00
movi v0.4s, #1, lsl #8
movi v0.4s, #1, lsl #0
movi v0.4s, #1, msl #8
movi v0.4s, #1, msl #0
movi v0.16b, #1, lsl #0
movi v0.16b, #1, lsl #8
movi v0.8h, #1, lsl #16
movi v0.4s, #256
movi v0.4s, #-1
movi v0.16b, #-128
movi v0.16b, #-129
movi v0.1d, #0
mov v0.4s, #1
mvni v0.4s, #1
orr v0.4s, #1, lsl #24
bic v0.8h, #1, lsl #8
orr v0.16b, #1
and v0.4s, #1
orn v0.4s, #1
and v0.4s, v1.4s, v2.4s
orr v0.2d, v1.2d, v2.2d
eor v0.8h, v1.8h, v2.8h
sxtl v0.8h, v1.8b
sxtl2 v0.8h, v1.16b
sxtl v0.8h, v1.16b
uxtl v0.2d, v1.2s
sshll v0.2d, v1.2s, #0
shll v0.8h, v1.8b, #8
shll v0.8h, v1.8b, #7
shll2 v0.8h, v1.16b, #8
xtn v0.8b, v1.8h
xtn2 v0.16b, v1.8h
xtn v0.16b, v1.8h
xtn2 v0.8b, v1.8h
fcvtn v0.4h, v1.4s
fcvtn2 v0.4s, v1.2d
fcvtl v0.2d, v1.2s
fcvtl2 v0.2d, v1.2s
pmull v0.1q, v1.1d, v2.1d
pmull2 v0.1q, v1.2d, v2.2d
pmull2 v0.1q, v1.1d, v2.1d
fmla v0.4s, v1.4s, v2.s[3]
fmla v0.4s, v1.4s, v2.s[4]
fmla v0.8h, v1.8h, v16.h[0]
fmla v0.2d, v1.2d, v16.d[1]
fmla v0.2d, v1.2d, v16.d[2]
mul v0.8h, v1.8h, v16.h[1]
mul v0.2d, v1.2d, v2.2d
mul v0.16b, v1.16b, v2.b[1]
sdot v0.4s, v1.16b, v2.4b[3]
sdot v0.4s, v1.16b, v2.b[3]
sdot v0.2s, v1.16b, v2.16b
fcmla v0.4s, v1.4s, v2.4s, #45
fcmla v0.4s, v1.4s, v2.s[1], #90
fcmla v0.2s, v1.2s, v2.s[0], #90
fcmla v0.4h, v1.4h, v2.h[1], #90
fcmla v0.4h, v1.4h, v2.h[2], #90
fcmla v0.8h, v1.8h, v2.h[3], #90
fcadd v0.4s, v1.4s, v2.4s, #90
fcadd v0.4s, v1.4s, v2.4s, #180
scvtf s0, w1, #32
scvtf s0, w1, #33
scvtf s0, x1, #64
scvtf s0, x1, #0
scvtf s0, s1, #32
scvtf s0, s1, #33
scvtf v0.2s, v1.2s, #0
fcvtzs x0, d1
fcvtzs w0, h1, #3
sshr d0, d1, #64
sshr d0, d1, #65
sshr s0, s1, #3
sqshl b0, b1, #7
sqshl b0, b1, #8
sqshl b0, b1, b2
sqshrn b0, h1, #8
sqshrn b0, h1, #9
tbl v0.16b, {v1.16b, v2.16b}, v3.16b
tbl v0.8b, {v1.8b, v2.8b}, v3.8b
tbl v0.8b, {v1.16b}, v3.8b
ext v0.8b, v1.8b, v2.8b, #8
ext v0.8b, v1.8b, v2.8b, #7
dup v0.2d, v1.d[1]
dup v0.1d, v1.d[1]
dup v0.2d, x0
dup v0.2d, w0
dup d0, v1.d[1]
addp d0, v1.2d
faddp s0, v1.2s
faddp s0, v1.4s
fmaxnmv s0, v1.4s
fmaxnmv s0, v1.2s
addv s0, v1.4s
addv s0, v1.2s
saddlv d0, v1.4s
saddlv h0, v1.8b
addv b0, v1.16b
ADD V0.16B, V1.16B, V2.16B
add v0.16B, v1.16b, V2.16b
bfdot v0.4s, v1.8h, v2.2h[3]
bfmlalb v0.4s, v1.8h, v2.h[7]
bfmlalt v0.4s, v1.8h, v16.h[7]
fmlal v0.4s, v1.4h, v2.4h
fmlal v0.4s, v1.4h, v2.h[7]
fmlal v0.2s, v1.2h, v2.2h
fmlal v0.2s, v1.4h, v2.4h
frecpx s0, s1
fcvtxn s0, d1
fjcvtzs w0, d0
fcsel s0, s1, s2, eq
fcsel s0, s1, s2, al
fccmp s0, s1, #16, eq
fccmp s0, s1, #15, cs
fcmp s0, d0
fcvt s0, s1
fcvt h0, d1
bfcvt h0, s1
sqrdmlah v0.4h, v1.4h, v2.h[1]
sqrdmlah s0, s1, v2.s[1]
sqdmull s0, h1, v2.h[3]
sqdmull2 v0.4s, v1.8h, v2.h[3]
smull v0.4s, v1.4h, v2.h[3]
smull2 v0.4s, v1.4h, v2.h[3]
fadd s0, d1, s2
fadd v0.4s, v1.4s, v2.2d
add v0.4s, v1.8h, v2.4s
fadd v0.16b, v1.16b, v2.16b
fmov s0, #0.1
smull v0.4s, v1.8h, v2.8h
smull2 v0.4s, v1.4h, v2.4h
xtn v0.16b, v1.8h
fmla v0.8h, v1.8h, v16.h[0]
fmla v0.4s, v1.4s, v2.s[4]
fmla v0.4s, v1.4s, v2.h[1]
sshr v0.4s, v1.4s, #33
shl v0.16b, v1.16b, #8
fcmla v0.4s, v1.4s, v2.4s, #45
ld1 {v0.4s, v2.4s}, [x0]
ld1 {v0.s}[4], [x0]
ld4 {v0.4s-v2.4s}, [x0]
st1 {v0.4s}, [x0], #8
fcvtzs w0, s1, #33
scvtf s0, w1, #0
fcmp s0, #1.0
cmeq v0.4s, v1.4s, #1
tbl v0.16b, {v1.8b}, v2.16b
mul v0.2d, v1.2d, v2.2d
addv s0, v1.2s
fadd s0, s1
fadd s0, s1, s2, s3
fsqrt v0.4s
dup v0.2d, w1
umov w0, v1.d[0]
movi v0.16b, #1, lsl #8
ext v0.8b, v1.8b, v2.8b, #8
shll v0.8h, v1.8b, #7
