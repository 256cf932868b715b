	.byte 1
	.hword 2
	.2byte 3
	.short 4
	.word 5
	.long 6
	.4byte 7
	.int 8
	.quad 9
	.xword 10
	.8byte 11
	.dword 12
	.ascii "a\tb\n\\\"\x41\101\0", "second"
	.asciz "z", ""
	.string "str"
	.string16 "ab"
	.string32 "c"
	.ascii "joined" "up"
	.float 1.0, -2.5, 1e10, 0.1, 3
	.double 1.0, -0.1, 1e300, 5
	.single 0f1.5
	.uleb128 0, 127, 128, 16384, 0xffffffff
	.sleb128 0, -1, 63, 64, -64, -65, 100000
	.uleb128 b - a
a:	.skip 200
b:
	.sleb128 a - b
	.fill 3
	.fill 3, 2, 0x1234
	.fill 2, 8, 0x123456789
	.fill 2, 4, -1
	.fill 0, 4, 1
	.skip 5
	.space 4, 0xcc
	.zero 3
	.byte
	.long undefined_one, undefined_two + 4, undefined_three - 8
	.quad undefined_one + 0x100000000
	.long undefined_one - .
	.quad undefined_two - . + 4
	.hword undefined_one
