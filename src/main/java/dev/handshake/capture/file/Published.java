package dev.handshake.capture.file;

import java.util.Arrays;

/** A list to which one thread appends while others read what is there already. */
final class Published<T> {
    private volatile Object[] items = new Object[1];

    /** Written after the item and read before it, so that who sees the count sees the items. */
    private volatile int size;

    void add(T item) {
        int count = size;
        Object[] place = items;
        if (count == place.length) {
            place = Arrays.copyOf(place, count * 2);
            items = place;
        }
        place[count] = item;
        size = count + 1;
    }

    int size() {
        return size;
    }

    /** The item at an index below {@link #size}. */
    @SuppressWarnings("unchecked")
    T get(int index) {
        return (T) items[index];
    }
}
