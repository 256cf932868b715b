#--- bytes and cuts
 .byte 1,2,-1,255,-128
 .hword 0x1234, -1
 .short 65535
 .2byte 1
#--- value
 .value 7
#--- cut values warn
 .byte 256
 .byte 0x1ff
 .hword 0x12345
 .word 0x123456789
 .short -40000
#--- words
 .word 1
 .long 2
 .int 3
 .4byte 4
 .quad 5
 .8byte 6
 .xword 7
 .dword 8
#--- octa
 .octa 1
 .octa 0x0123456789abcdef0123456789abcdef
 .octa -1
 .octa -5, 3
 .octa 0xffffffffffffffff
 .octa 0x10000000000000000
 .octa -0x10000000000000000
#--- octa symbols
x: .octa x
#--- big quad
 .quad 0x0123456789abcdef0123456789abcdef
#--- big word
 .word 0x123456789abcdef01
#--- strings
 .ascii "abc", "def"
 .asciz "x", "y"
 .string "a\tb\n\r\f\b\\\"\"
 .string8 "q"
 .string16 "ab"
 .string32 "ab"
 .string64 "ab"
#--- escapes
 .ascii "\x41\x4142\101\1019\08\777\v\e\q\0"
#--- hex escapes end
 .ascii "\xg"
#--- string16 escapes
 .string16 "\x1234\0\377\xff"
 .string32 "\x12345678"
#--- adjacent strings
 .ascii "a" "b"
 .asciz "c" "d", "e"
#--- bracket string
 .ascii <65>, "a"<66>
#--- float
 .float 1.0, -2.5, 1e10, 1e-10, 0, .5, 5., 3
 .single 1.5
 .double 1.0, 3.141592653589793238462643383279, -1e300, 1e-320, 4.9e-324
 .float 1e-40
#--- float big
 .float 1e39
#--- float prefix
 .float 0f1.5
 .double 0d2.5
 .float 0F-3
 .double 0r1
 .single 0e2
#--- float specials
 .float inf, -inf, nan, -nan, infinity
 .double inf, -inf, nan, -nan, Inf, NaN
#--- float hex words
 .float :3f80
 .float :3f800000
 .double :3ff0000000000000
#--- float16
 .float16 1.0, -2.5, 65504, 0.00006, 1e-8
 .float16 inf, nan
#--- bfloat16
 .bfloat16 1.0, -2.5, 3.14159, 1e-40
#--- float16 format
 .float16_format ieee
 .float16 1.0
#--- float16 format alt
 .float16_format alternative
 .float16 65536.0, 1.0
#--- float16 overflow
 .float16 65536.0
#--- float rounding
 .float 16777217, 16777219, 1.1754943508222875e-38, 1.401298464324817e-45, 0.7e-45
 .double 9007199254740993, 2.2250738585072011e-308
#--- dc
 .dc 1
 .dc.b 1,2
 .dc.w 3
 .dc.l 4
 .dc.a 5
 .dc.s 1.0
 .dc.d 2.0
#--- dc x
 .dc.x 1.0
#--- dcb
 .dcb 3
 .dcb 3, 5
 .dcb.b 4, 0xaa
 .dcb.w 2, 0x1234
 .dcb.l 2, 7
 .dcb.s 2, 1.5
 .dcb.d 2, 1.5
#--- dcb x
 .dcb.x 2, 1.5
#--- ds
 .ds 3
 .ds.b 3
 .ds.w 2
 .ds.l 2
 .ds.d 1
 .ds.s 1
#--- ds.p
 .ds.p 1
#--- ds x
 .ds.x 1
#--- ds fill
 .ds.b 3, 5
#--- leb
 .uleb128 0, 127, 128, 0xffffffffffffffff
 .sleb128 0, -1, 63, 64, -64, -65, 0x7fffffffffffffff
 .uleb128 -1
#--- leb diff
a: .skip 200
b: .uleb128 b-a
 .sleb128 a-b
 .uleb128 c-a
 .skip 100
c:
#--- leb diff across align
a: nop
 .p2align 8
b: .uleb128 b-a
 .uleb128 d-a
 .p2align 4
d:
#--- leb symbol undefined
 .uleb128 foo
#--- leb big
 .uleb128 0x123456789abcdef0123456789
 .sleb128 -0x123456789abcdef0123456789
#--- leb label
x: .uleb128 x
#--- leb mixed
x: .uleb128 1, y-x, 3
y:
#--- fill
 .fill 3
 .fill 3, 2
 .fill 3, 2, 0x1234
 .fill 2, 8, 0x1122334455667788
 .fill 2, 8, -1
 .fill 2, 4, -1
 .fill 2, 3, 0x123456
 .fill 2, 9, 1
 .fill 0
#--- fill minus
 .fill -1, 1, 1
#--- fill negative size
 .fill 1, -1, 1
#--- fill size zero
 .fill 5, 0, 1
#--- fill empty size
 .fill 2,,7
#--- fill forward
 .fill (b-a)/4, 4, 0xd503201f
a: nop
 nop
b:
#--- skip
 .skip 4
 .space 4, 1
 .zero 3
 .skip 2, 0x123
 .zero 2, 5
#--- skip negative
 .skip -1
 .byte 1
#--- skip forward
 .skip b-a
a: nop
b:
#--- skip forward fill
 .skip b-a, 0x55
a: nop
b:
#--- skip undefined
 .skip foo
#--- skip no operand
 .skip
#--- byte garbage
 .byte 1,
#--- byte garbage2
 .byte 1 2
#--- byte sym
 .byte foo
#--- hword sym
 .hword foo
 .word foo+1
 .quad foo-4
#--- pcrel
 .word foo - .
 .quad foo - .
 .hword foo - .
 .word foo - . + 4
a: .word foo - a
 .word foo - b
b:
#--- pcrel byte
 .byte foo - .
#--- pcrel sections
 .section .a,"aw"
x: .word y - x
 .word x - y
 .text
y:
#--- at modifiers
 .word foo@plt
#--- at got
 .word foo@gotpcrel
#--- pltpcrel
 .word %pltpcrel(foo)
#--- pltpcrel 2
 .word %pltpcrel foo
#--- gotpcrel
 .word %gotpcrel(foo)
#--- dwords expr
 .quad a - b, (a-b)*2, ~(a-b)
b: nop
a:
#--- exprs late not constant
 .quad (a-b)*c
b: nop
a:
 .set c, 3
#--- incbin
 .incbin "/usr/bin/env",1,3
#--- incbin none
 .incbin "/no/such"
#--- incbin skip big
 .incbin "/usr/bin/env",1000000000,3
#--- incbin noquote
 .incbin /usr/bin/env
#--- even
 .byte 1
 .even
 .byte 2
#--- nop
 .nop
 .nops 8
#--- nops
 .nops 12
#--- nop only
 .nop
 nop
 .nop
#--- reloc names
 .reloc ., R_AARCH64_NONE, foo
 .reloc 0, R_AARCH64_ABS64, foo+8
 nop
 nop
#--- reloc label
a: nop
b: nop
 .reloc a, R_AARCH64_JUMP26, foo
 .reloc b, R_AARCH64_CALL26, foo
 .reloc b+2, R_AARCH64_ABS16, bar
#--- reloc no symbol
 nop
 .reloc 0, R_AARCH64_NONE
 .reloc 0, R_AARCH64_ABS32, 5
#--- reloc bfd
 nop
 nop
 .reloc 0, BFD_RELOC_NONE, foo
 .reloc 0, BFD_RELOC_32, foo
 .reloc 4, BFD_RELOC_16, foo
 .reloc 0, BFD_RELOC_64, foo
 .reloc 0, BFD_RELOC_8, foo
#--- reloc unknown
 .reloc 0, R_X86_64_32, foo
#--- reloc forward
 .reloc fwd, R_AARCH64_ABS32, foo
 nop
fwd: nop
#--- reloc misc
 nop
 .reloc 0, R_AARCH64_TLS_DTPMOD64, foo
 .reloc 0, R_AARCH64_GLOB_DAT, foo
 .reloc 0, R_AARCH64_COPY, foo
 .reloc 0, R_AARCH64_IRELATIVE, foo
 .reloc 0, R_AARCH64_TLSDESC, foo
 .reloc 0, R_AARCH64_MOVW_PREL_G0, foo
 .reloc 0, R_AARCH64_TLSLE_LDST64_TPREL_LO12, foo
 .reloc 0, R_AARCH64_TLSGD_ADR_PAGE21, foo
 .reloc 0, R_AARCH64_GOT_LD_PREL19, foo
#--- reloc beyond
 nop
 .reloc 8, R_AARCH64_ABS32, foo
#--- reloc junk
 nop
 .reloc 0, R_AARCH64_ABS32, foo junk
#--- reloc lower
 nop
 .reloc 0, r_aarch64_abs32, foo
