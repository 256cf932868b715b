package relolens.emulator.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Little-endian access to byte arrays at any alignment. The one way guest bytes become numbers, for the interpreter and
 * for a translator alike.
 */
public final class LittleEndian {
    private static final VarHandle HALF = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /** {@return 2 bytes, zero-extended} */
    public static long get16(byte[] bytes, int at) {
        return (short) HALF.get(bytes, at) & 0xffffL;
    }

    /** {@return 4 bytes} */
    public static int get32(byte[] bytes, int at) {
        return (int) WORD.get(bytes, at);
    }

    /** {@return 8 bytes} */
    public static long get64(byte[] bytes, int at) {
        return (long) DOUBLE.get(bytes, at);
    }

    /** Stores the low 2 bytes of {@code value}. */
    public static void put16(byte[] bytes, int at, long value) {
        HALF.set(bytes, at, (short) value);
    }

    /** Stores 4 bytes. */
    public static void put32(byte[] bytes, int at, int value) {
        WORD.set(bytes, at, value);
    }

    /** Stores 8 bytes. */
    public static void put64(byte[] bytes, int at, long value) {
        DOUBLE.set(bytes, at, value);
    }

    /** {@return {@code size} (1, 2, 4 or 8) bytes, zero-extended} */
    public static long get(byte[] bytes, int at, int size) {
        switch (size) {
            case 8:
                return get64(bytes, at);
            case 4:
                return get32(bytes, at) & 0xffff_ffffL;
            case 2:
                return get16(bytes, at);
            default:
                return bytes[at] & 0xffL;
        }
    }

    /** Stores the low {@code size} (1, 2, 4 or 8) bytes of {@code value}. */
    public static void put(byte[] bytes, int at, int size, long value) {
        switch (size) {
            case 8:
                put64(bytes, at, value);
                break;
            case 4:
                put32(bytes, at, (int) value);
                break;
            case 2:
                put16(bytes, at, value);
                break;
            default:
                bytes[at] = (byte) value;
        }
    }
}
