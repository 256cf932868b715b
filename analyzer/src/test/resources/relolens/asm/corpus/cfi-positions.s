f: .cfi_startproc
 nop
 .cfi_return_column x15
 nop
 .cfi_signal_frame
 nop
 .cfi_def_cfa_offset 16
 .cfi_endproc
g: .cfi_startproc
 .cfi_return_column x15
 nop
 .cfi_endproc
 .cfi_startproc
 nop
 .cfi_endproc
