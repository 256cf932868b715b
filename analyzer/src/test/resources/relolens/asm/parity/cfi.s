#--- personality and language data
f: .cfi_startproc
 .cfi_personality 0x9b, pers
 .cfi_lsda 0x1b, lsda
 nop
 .cfi_def_cfa_offset 16
 .cfi_endproc
g: .cfi_startproc
 .cfi_personality 0x9b, pers
 .cfi_lsda 0x1b, lsda2
 nop
 .cfi_endproc
h: .cfi_startproc
 .cfi_personality 0, pers
 .cfi_lsda 0, lsda
 .cfi_endproc
i: .cfi_startproc
 .cfi_personality 0x80, pers+4
 .cfi_lsda 0x1c, lsda+4
 .cfi_endproc
j: .cfi_startproc
 nop
 .cfi_endproc
k: .cfi_startproc
 .cfi_lsda 0x1b, .LLSDA
 .cfi_endproc
 .section .gcc_except_table,"a"
.LLSDA: .byte 1,2
#--- personality sizes
 .cfi_startproc
 .cfi_personality 2, p
 .cfi_lsda 0x1a, l
 .cfi_endproc
 .cfi_startproc
 .cfi_personality 3, p
 .cfi_lsda 0x10, l
 .cfi_endproc
 .cfi_startproc
 .cfi_personality 0x1b, 1f
 .cfi_lsda 4, .
1: nop
 .cfi_endproc
 .cfi_startproc
 .cfi_lsda 2, 0x1234567
 .cfi_personality 4, 5
 .cfi_endproc
 .cfi_startproc
 .cfi_personality 0x1b, p
 .cfi_personality 0xff
 .cfi_endproc
#--- pointers left out of the debugger's section
 .cfi_sections .debug_frame
f: .cfi_startproc
 .cfi_personality 0x9b, pers
 .cfi_lsda 0x1b, lsda
 .cfi_endproc
g: .cfi_startproc
 .cfi_b_key_frame
 .cfi_endproc
h: .cfi_startproc
 .cfi_signal_frame
 .cfi_endproc
i: .cfi_startproc
 .cfi_endproc
#--- personality bad encoding
 .cfi_startproc
 .cfi_personality 1, p
 .cfi_endproc
#--- personality bad base
 .cfi_startproc
 .cfi_personality 0x20, p
 .cfi_endproc
#--- personality too big an encoding
 .cfi_startproc
 .cfi_personality 256, p
 .cfi_endproc
#--- language data omitted with a symbol
 .cfi_startproc
 .cfi_lsda 0xff, p
 .cfi_endproc
#--- language data without a symbol
 .cfi_startproc
 .cfi_lsda 0
 .cfi_endproc
#--- language data relative to nothing
 .cfi_startproc
 .cfi_lsda 0x1b, 5
 .cfi_endproc
#--- language data of a difference
 .cfi_startproc
 .cfi_lsda 0, x-y
 .cfi_endproc
#--- language data outside
 .cfi_lsda 0, x
#--- value offsets
 .cfi_startproc
 .cfi_val_offset x1, 16
 .cfi_val_offset d1, -16
 .cfi_endproc
 .cfi_startproc
 .cfi_val_offset x1, 16
 nop
 .cfi_val_offset x19, -16
 .cfi_endproc
#--- value offset odd
 .cfi_startproc
 .cfi_val_offset x1, 12
 .cfi_endproc
#--- offset odd
 .cfi_startproc
 .cfi_offset x1, 12
 .cfi_endproc
#--- relative offset odd
 .cfi_startproc
 .cfi_def_cfa_offset 16
 .cfi_rel_offset x1, 4
 .cfi_endproc
#--- relative offsets
 .cfi_startproc
 nop
 .cfi_adjust_cfa_offset 32
 .cfi_rel_offset x29, 0
 .cfi_rel_offset lr, 8
 .cfi_remember_state
 .cfi_adjust_cfa_offset 4
 .cfi_remember_state
 nop
 .cfi_adjust_cfa_offset -44
 .cfi_restore_state
 nop
 .cfi_restore_state
 .cfi_adjust_cfa_offset 8
 .cfi_endproc
#--- restore without remember
 .cfi_startproc
 .cfi_remember_state
 .cfi_restore_state
 .cfi_restore_state
 .cfi_endproc
#--- labels
 .cfi_startproc
 nop
 .cfi_label a
 .cfi_def_cfa_offset 16
 .cfi_label b
 .quad a, b-a
 .cfi_endproc
#--- labels first
 .cfi_startproc
 .cfi_label a
 .cfi_def_cfa_offset 16
 .cfi_endproc
#--- labels in both sections
 .cfi_sections .eh_frame, .debug_frame
 .cfi_startproc
 .cfi_label a
 .cfi_endproc
#--- label number
 .cfi_startproc
 .cfi_label 1
 .cfi_endproc
#--- label defined twice
a: .cfi_startproc
 .cfi_label a
 .cfi_endproc
#--- registers
 .cfi_startproc
 .cfi_offset W30, -8
 .cfi_offset q8, -8
 .cfi_offset b9, -8
 .cfi_offset SP, -8
 .cfi_offset ip0, -8
 .cfi_offset fp, -8
 .cfi_offset (2), -8
 .cfi_offset 70000, -8
 .cfi_endproc
#--- register v
 .cfi_startproc
 .cfi_offset v8, -8
 .cfi_endproc
#--- register p
 .cfi_startproc
 .cfi_offset p0, -8
 .cfi_endproc
#--- register zero
 .cfi_startproc
 .cfi_offset xzr, -8
 .cfi_endproc
#--- undefined and the same
 .cfi_startproc
 .cfi_undefined x1
 .cfi_same_value x2
 .cfi_undefined d1, x3
 .cfi_restore x1, x2
 .cfi_endproc
#--- same value of two
 .cfi_startproc
 .cfi_same_value x1, x2
 .cfi_endproc
#--- signed states
 .cfi_startproc
 .cfi_negate_ra_state
 nop
 .cfi_window_save
 .cfi_escape 0x16, 1, 300, -1
 .cfi_escape
 .cfi_endproc
#--- second key and signal
 .cfi_startproc
 .cfi_b_key_frame
 .cfi_signal_frame
 .cfi_lsda 0x1b, l
 .cfi_endproc
 .cfi_startproc simple
 nop
 .cfi_b_key_frame
 .cfi_return_column x29
 nop
 .cfi_endproc
 .cfi_startproc
 .cfi_return_column 40
 .cfi_endproc
#--- return column too big
 .cfi_startproc
 .cfi_return_column 300
 .cfi_endproc
#--- tagged frame
 .cfi_startproc
 .cfi_mte_tagged_frame
 .cfi_endproc
#--- simple misspelt
 .cfi_startproc Simple
 .cfi_endproc
#--- simple and more
 .cfi_startproc simple, x
 .cfi_endproc
#--- encoded values
 .cfi_startproc
 .cfi_val_encoded_addr x0, 0x1b, p
 nop
 .cfi_val_encoded_addr d0, 0, p+4
 .cfi_val_encoded_addr x0, 4, p
 .cfi_val_encoded_addr x0, 0x80, p
 .cfi_val_encoded_addr x0, 0, 5
 .cfi_endproc
#--- encoded value relative to nothing
 .cfi_startproc
 .cfi_val_encoded_addr x0, 0x1b, 3
 .cfi_endproc
#--- encoded value omitted
 .cfi_startproc
 .cfi_val_encoded_addr x0, 0xff, p
 .cfi_endproc
#--- data of the entry
 .cfi_startproc
 .cfi_fde_data 1, 2
 .cfi_endproc
#--- sections by procedure
 .cfi_sections .eh_frame
 .cfi_startproc
 nop
 .cfi_sections .debug_frame
 .cfi_endproc
 .cfi_startproc
 nop
 .cfi_endproc
#--- sections by procedure, the other way
 .cfi_sections .debug_frame
 .cfi_startproc
 nop
 .cfi_endproc
 .cfi_sections .eh_frame
 .cfi_startproc
 nop
 .cfi_endproc
#--- register by a symbol
 .set k, 5
 .cfi_startproc
 .cfi_offset k, -8
 .cfi_endproc
#--- sections afterwards
 .cfi_startproc
 nop
 .cfi_endproc
 .cfi_sections .debug_frame
#--- sections in quotes
 .cfi_sections ".eh_frame", .debug_frame
 .cfi_startproc
 .cfi_endproc
#--- sections none
 .cfi_sections
 .cfi_startproc
 .cfi_label a
 .cfi_endproc
#--- sections unknown
 .cfi_sections .eh_frame, foo
#--- sections without comma
 .cfi_sections .debug_frame .eh_frame
#--- sections with a comma too many
 .cfi_sections .eh_frame,
#--- sections of compact entries
 .cfi_sections .eh_frame_entry
