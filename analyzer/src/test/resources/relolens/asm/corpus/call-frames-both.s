 .cfi_sections .eh_frame, .debug_frame
 .text
f: .cfi_startproc
 stp x29,x30,[sp,#-32]!
 .cfi_def_cfa_offset 32
 .cfi_offset 29, -32
 .cfi_offset 30, -24
 mov x29,sp
 .cfi_def_cfa_register 29
 stp x19,x20,[sp,#16]
 .cfi_rel_offset x19, 16
 .cfi_remember_state
 ldp x29,x30,[sp],#32
 .cfi_restore 30
 .cfi_restore 29
 .cfi_def_cfa 31, 0
 ret
 .cfi_restore_state
 nop
 .cfi_adjust_cfa_offset 16
 .cfi_negate_ra_state
 nop
 .cfi_endproc
g: .cfi_startproc
 nop
 .cfi_endproc
h: .cfi_startproc simple
 .cfi_signal_frame
 nop
 .cfi_endproc
 .section .text.k, "ax"
k: .cfi_startproc
 .cfi_def_cfa_offset 16
 .cfi_offset x30, -8
 nop
 .skip 400
 .cfi_undefined x1, x2
 .cfi_same_value x3
 .cfi_register x4, x5
 .align 4
 .cfi_offset d8, -16
 .cfi_restore d8
 .cfi_escape 0x0f, 1, 2
 .cfi_endproc
m: .cfi_startproc
 .cfi_b_key_frame
 .skip 70000
 .cfi_def_cfa_offset 0
 .cfi_endproc
