package dev.visor.store.faces;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders names as people count: runs of digits by their number, so that 2.jpg comes before 10.jpg. Thread-safe. */
public final class NaturalOrder implements Comparator<String> {

    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

    @Override
    public int compare(String a, String b) {
        Matcher left = PART.matcher(a);
        Matcher right = PART.matcher(b);
        while (true) {
            boolean leftHas = left.find();
            boolean rightHas = right.find();
            if (!leftHas || !rightHas) {
                // Names that differ in leading zeros only are not the same name.
                return leftHas == rightHas ? a.compareTo(b) : Boolean.compare(leftHas, rightHas);
            }
            int order = compareParts(left.group(), right.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int compareParts(String a, String b) {
        boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }
}
