package dev.visor.store.weights;

import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The central directory of a zip archive, with or without its 64-bit form, checked against the header of each entry.
 * Other readers trust the one or the other; a file is only read here if both agree, no entry comes twice and none lies
 * in another.
 */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LENGTH = 56;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int EXTRA_64 = 1;
    private static final long IN_EXTRA = 0xffffffffL;
    private static final long LARGEST = 64 << 20;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_FOLLOW = 8;
    private static final List<Integer> METHODS = List.of(0, 8);

    private final String file;
    private final FileChannel channel;

    private ZipDirectory(String file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * An entry.
     *
     * @param name with folders
     * @param packed whether its bytes are deflated
     * @param crc the CRC-32 of its unpacked bytes
     * @param packedSize how many bytes it takes in the archive
     * @param size how many bytes it unpacks to
     * @param header where its own header begins
     * @param start where its bytes begin
     */
    record Entry(String name, boolean packed, long crc, long packedSize, long size, long header, long start) {

        long end() {
            return start + packedSize;
        }
    }

    /** {@return the entries by their names, in the order of the directory} */
    static Map<String, Entry> read(String file, FileChannel channel) throws IOException {
        ZipDirectory directory = new ZipDirectory(file, channel);
        return directory.entries(directory.place());
    }

    private record Place(long start, long length, long count) {}

    private Place place() throws IOException {
        long size = channel.size();
        int length = (int) Math.min(size, END_LENGTH + LONGEST_COMMENT);
        ByteBuffer tail = bytes(size - length, length);
        for (int at = length - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END && at + END_LENGTH + u16(tail, at + 20) == length) {
                return place(size - length + at, tail, at);
            }
        }
        throw damaged("it has no directory at its end");
    }

    private Place place(long end, ByteBuffer tail, int at) throws IOException {
        Place place = new Place(u32(tail, at + 16), u32(tail, at + 12), u16(tail, at + 10));
        long directoryEnd = end;
        boolean has64 = end >= LOCATOR_LENGTH && bytes(end - LOCATOR_LENGTH, 4).getInt(0) == LOCATOR;
        if (has64) {
            directoryEnd = bytes(end - LOCATOR_LENGTH, LOCATOR_LENGTH).getLong(8);
            ByteBuffer end64 = bytes(directoryEnd, END_64_LENGTH);
            if (end64.getInt(0) != END_64) {
                throw damaged("its 64-bit directory is not where it should be");
            }
            place = new Place(end64.getLong(48), end64.getLong(40), end64.getLong(32));
        }
        if (place.length < 0 || place.length > LARGEST || place.start != directoryEnd - place.length) {
            throw damaged("its directory of " + place.length + " bytes is not where it should be");
        }
        return place;
    }

    private Map<String, Entry> entries(Place place) throws IOException {
        ByteBuffer central = bytes(place.start, (int) place.length);
        Map<String, Entry> entries = new LinkedHashMap<>();
        int at = 0;
        while (at < central.limit()) {
            if (central.limit() - at < CENTRAL_LENGTH || central.getInt(at) != CENTRAL) {
                throw damaged("its directory breaks off");
            }
            int nameLength = u16(central, at + 28);
            int extraLength = u16(central, at + 30);
            int next = at + CENTRAL_LENGTH + nameLength + extraLength + u16(central, at + 32);
            if (next > central.limit()) {
                throw damaged("its directory breaks off");
            }
            Entry entry = entry(central, at, nameLength, extraLength);
            if (entries.putIfAbsent(entry.name, entry) != null) {
                throw damaged("it has the entry " + entry.name + " twice");
            }
            at = next;
        }
        if (entries.size() != place.count) {
            throw damaged("its directory has " + entries.size() + " entries, must have " + place.count);
        }
        checkApart(entries, place.start);
        return entries;
    }

    private Entry entry(ByteBuffer central, int at, int nameLength, int extraLength) throws IOException {
        byte[] nameBytes = new byte[nameLength];
        central.get(at + CENTRAL_LENGTH, nameBytes);
        String name = new String(nameBytes, StandardCharsets.UTF_8);
        int flags = u16(central, at + 8);
        int method = u16(central, at + 10);
        if ((flags & ENCRYPTED) != 0 || !METHODS.contains(method)) {
            throw new DamagedFileException(
                    file,
                    "the entry " + name + " is encrypted or packed by method " + method + ", must be one of "
                            + METHODS);
        }
        Sizes sizes = sizes(
                central.duplicate()
                        .position(at + CENTRAL_LENGTH + nameLength)
                        .limit(at + CENTRAL_LENGTH + nameLength + extraLength)
                        .slice()
                        .order(ByteOrder.LITTLE_ENDIAN),
                u32(central, at + 24),
                u32(central, at + 20),
                u32(central, at + 42));
        long start = checkLocal(name, nameBytes, sizes, flags, method, u32(central, at + 16));
        if (method == 0 && sizes.size != sizes.packed) {
            throw damaged("the entry " + name + " has two sizes, " + sizes.packed + " and " + sizes.size);
        }
        return new Entry(name, method != 0, u32(central, at + 16), sizes.packed, sizes.size, sizes.header, start);
    }

    private record Sizes(long size, long packed, long header) {}

    /** The 64-bit extra field has those that do not fit, in this order. */
    private Sizes sizes(ByteBuffer extras, long size, long packed, long header) throws IOException {
        while (extras.remaining() >= 4) {
            int id = Short.toUnsignedInt(extras.getShort());
            int length = Short.toUnsignedInt(extras.getShort());
            if (length > extras.remaining()) {
                throw damaged("an extra field of its directory breaks off");
            }
            int next = extras.position() + length;
            if (id == EXTRA_64) {
                ByteBuffer fields = extras.slice().limit(length).order(ByteOrder.LITTLE_ENDIAN);
                long size64 = size == IN_EXTRA && fields.remaining() >= 8 ? fields.getLong() : size;
                long packed64 = packed == IN_EXTRA && fields.remaining() >= 8 ? fields.getLong() : packed;
                long header64 = header == IN_EXTRA && fields.remaining() >= 8 ? fields.getLong() : header;
                return new Sizes(size64, packed64, header64);
            }
            extras.position(next);
        }
        return new Sizes(size, packed, header);
    }

    /** {@return where the entry's bytes begin} */
    private long checkLocal(String name, byte[] nameBytes, Sizes sizes, int flags, int method, long crc)
            throws IOException {
        ByteBuffer local = bytes(sizes.header, LOCAL_LENGTH + nameBytes.length);
        byte[] localName = new byte[nameBytes.length];
        local.get(LOCAL_LENGTH, localName);
        boolean sizesFollow = (u16(local, 6) & SIZES_FOLLOW) != 0;
        boolean same = local.getInt(0) == LOCAL
                && u16(local, 6) == flags
                && u16(local, 8) == method
                && u16(local, 26) == nameBytes.length
                && Arrays.equals(localName, nameBytes)
                && agrees(u32(local, 14), crc, sizesFollow, false)
                && agrees(u32(local, 18), sizes.packed, sizesFollow, true)
                && agrees(u32(local, 22), sizes.size, sizesFollow, true);
        if (!same) {
            throw damaged("the header of the entry " + name + " differs from the directory");
        }
        return sizes.header + LOCAL_LENGTH + nameBytes.length + u16(local, 28);
    }

    /** A header may leave a value to what follows the bytes, and a size to an extra field. */
    private static boolean agrees(long local, long central, boolean follows, boolean isSize) {
        return local == central || follows && local == 0 || isSize && local == IN_EXTRA;
    }

    private void checkApart(Map<String, Entry> entries, long directory) throws IOException {
        long end = 0;
        List<Entry> sorted = entries.values().stream()
                .sorted(Comparator.comparingLong(Entry::header))
                .toList();
        for (Entry entry : sorted) {
            if (entry.packedSize < 0 || entry.size < 0 || entry.header < end || entry.end() > directory) {
                throw damaged("the entry " + entry.name + " lies in another or behind the end");
            }
            end = entry.end();
        }
    }

    private ByteBuffer bytes(long start, int length) throws IOException {
        if (start < 0 || start + length > channel.size()) {
            throw damaged("it points behind its end");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
            // A read may bring less than was asked for.
        }
        return buffer.flip().limit(length);
    }

    private DamagedFileException damaged(String reason) {
        return new DamagedFileException(file, "is a damaged zip archive: " + reason);
    }

    private static int u16(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private static long u32(ByteBuffer buffer, int at) {
        return Integer.toUnsignedLong(buffer.getInt(at));
    }
}
