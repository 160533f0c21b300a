package dev.visor.store.network.torchscript;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses an expression: names, numbers, texts, members, calls, lists and tuples. Not thread-safe. */
final class ExpressionParser {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(-?(?:\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|inf|nan))"
            + "|(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')|([A-Za-z_]\\w*)|(.))");
    private static final Set<String> WORDS = Set.of("True", "False", "None");
    private static final int DEEPEST = 200;

    private final List<String> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private ExpressionParser(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        tokens.removeIf(String::isEmpty);
    }

    /** {@return the expression of a text}, or of a few with commas between as a sequence */
    static Expression parse(String text) {
        ExpressionParser parser = new ExpressionParser(text);
        Expression expression = parser.expression();
        if (parser.at < parser.tokens.size()) {
            throw new IllegalArgumentException("the code \"" + text + "\" is not the kind that tracing writes");
        }
        return expression;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private void expect(String token) {
        if (!peek().equals(token)) {
            throw new IllegalArgumentException("its code has \"" + peek() + "\", must have \"" + token + "\" there");
        }
        at++;
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("its code is too deeply nested");
        }
        Expression expression = first();
        while (true) {
            switch (peek()) {
                case "." -> {
                    at++;
                    expression = new Expression.Member(expression, tokens.get(at++));
                }
                case "(" -> expression = new Expression.Call(expression, items("(", ")"));
                case "[" -> expression = new Expression.Item(expression, items("[", "]"));
                default -> {
                    depth--;
                    return expression;
                }
            }
        }
    }

    private Expression first() {
        String token = peek();
        if (token.equals("(")) {
            List<Expression> items = items("(", ")");
            return items.size() == 1 && !tokens.get(at - 2).equals(",") ? items.get(0) : new Expression.Sequence(items);
        }
        if (token.equals("[")) {
            return new Expression.Sequence(items("[", "]"));
        }
        at++;
        if (token.isEmpty()) {
            throw new IllegalArgumentException("its code ends within an expression");
        }
        char begin = token.charAt(0);
        boolean number = Character.isDigit(begin) || token.length() > 1 && begin == '-';
        if (number || begin == '"' || begin == '\'' || WORDS.contains(token)) {
            return new Expression.Literal(token);
        }
        if (!Character.isJavaIdentifierStart(begin)) {
            throw new IllegalArgumentException("its code has \"" + token + "\" where a value must be");
        }
        return new Expression.Name(token);
    }

    private List<Expression> items(String open, String close) {
        expect(open);
        List<Expression> items = new ArrayList<>();
        while (!peek().equals(close)) {
            items.add(expression());
            if (peek().equals("=")) {
                throw new IllegalArgumentException("its code names an argument, which tracing does not do");
            }
            if (!peek().equals(close)) {
                expect(",");
            }
        }
        expect(close);
        return items;
    }
}
