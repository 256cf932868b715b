	.quad 1 + 2 * 3, (1 + 2) * 3, 1 << 2 + 1, 1 | 2 + 4, 6 & 3 + 1, 5 ^ 1 | 8
	.quad 7 / 2, -7 / 2, 7 % 3, -7 % 3, 1 - 2 - 3, 2 * 3 % 4
	.quad 1 == 1, 1 != 1, 1 < 2, 1 > 2, 1 <= 1, 1 >= 2, 1 <> 2, -1 < 0, -1 > 0
	.quad 1 && 0, 1 && 2, 0 || 0, 0 || 3, !1, !0, ~0, ~5, - -3, +4, -~1
	.quad 1 << 63, -1 >> 1, -1 >> 60, 1 << 40 >> 8
	.quad 0x10, 010, 0b101, 10, 0xffffffffffffffff, 18446744073709551615
	.quad 0XAB, 0B11, 10U, 5L, 0x10ULL, 7ul
	.quad 'a', 'A' + 1, '\n', ' ', '\\', '''
	.byte 'x, 'y
	.quad 5 ! 3, 6 ! 0
	.quad 1 == 1 + 1, 1 + 1 == 2, 2 + 3 < 6 && 1, 1 || 0 && 0
	.quad (1 << 8) - 1, ~(0xff << 8) & 0xffff
	.quad [3 + 4] * 2
base:	.long 1, 2, 3
end:
	.quad end - base, (end - base) / 4, base - end, . - base, -(base - end)
	.set v, end - base
	.quad v, v * 2
	.quad fwd + 1
	.set fwd, 41
	.set w, late - base
	.quad w
	.skip 3
late:
	.set chain1, base + 4
	.set chain2, chain1 + 4
	.quad chain2 - base
	.quad chain2
	x = 3
	.quad x
	x = x + 1
	.quad x
	y == 5
	.quad y
	.equiv z, 6
	.quad z
	.byte -1, 255, -128, 0x7f
	.hword -1, 65535
	.word -1, 0xffffffff, 4294967295
	.quad end > base
	.octa 0x0123456789abcdef0123456789abcdef, 1, -1
