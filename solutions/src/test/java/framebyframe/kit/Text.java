package framebyframe.kit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the kit's texts, a Markdown file, and what a reader of it follows: links, anchors, code, pictures, tables.
 *
 * @param file the file
 * @param lines its lines
 */
record Text(Path file, List<String> lines) {

    /** The line directly above a block: which file it comes from, or what prints it. */
    static final Pattern MARK = Pattern.compile("\\s*<!-- (?:from (\\S+)|output of (.+?)) -->\\s*");

    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,})\\s*([^\\s`]*)[^`]*");
    private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}\\s+(.*?)(?:\\s+#+)?\\s*");
    private static final Pattern CODE_SPAN = Pattern.compile("(?<!`)(`+)(?!`)((?:(?!\\n\\n).)+?)(?<!`)\\1(?!`)",
            Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile(
            "(!?)\\[((?:[^\\[\\]]|\\[[^\\[\\]]*])*)]\\(\\s*<?([^)\\s>]*)>?(?:\\s+\"[^\"]*\")?\\s*\\)");
    private static final Pattern REFERENCE = Pattern.compile("(?m)^ {0,3}\\[[^]]+]:\\s*(\\S+)");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\b(?:href|src|srcset)=\"([^\"]*)\"");
    private static final Pattern IMAGE_TAG = Pattern.compile("<img\\b[^>]*>");
    private static final Pattern ANCHOR_TAG = Pattern.compile("<\\w+\\b[^>]*\\b(?:id|name)=\"([^\"]*)\"");

    /** A link, as {@code target} says, in line {@code line} of the text. */
    record Link(int line, String target) {
    }

    /** A picture and the words for who does not see it; null if there are none. */
    record Picture(int line, String alternative) {
    }

    /**
     * A block of code between fences. {@code source} is the file that the line above it names, {@code output} what
     * that line says to print it, or null.
     */
    record Block(int line, String language, String source, String output, List<String> code) {
    }

    /** One row of a table, below the heads of its columns. */
    record Row(int line, List<String> heads, List<String> cells) {
    }

    /** All texts of the kit. */
    static List<Text> all() throws IOException {
        List<Text> texts = new ArrayList<>();
        Files.walkFileTree(Lesson.kit(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return name.equals("target") || name.equals(".git")
                        ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".md")) {
                    texts.add(of(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return texts;
    }

    static Text of(Path file) throws IOException {
        return new Text(file, Files.readAllLines(file));
    }

    /** Its name and a line's number, as an IDE makes a link of it. */
    String at(int line) {
        return Lesson.kit().relativize(file).toString().replace('\\', '/') + ":" + line;
    }

    /** The links, written in Markdown or HTML. */
    List<Link> links() {
        String prose = prose();
        List<Link> links = new ArrayList<>();
        Matcher link = LINK.matcher(prose);
        for (int from = 0; link.find(from); from = link.start() + 1) { // a picture may stand inside a link
            links.add(new Link(lineOf(prose, link.start()), link.group(3)));
        }
        for (Pattern pattern : List.of(REFERENCE, ATTRIBUTE)) {
            pattern.matcher(prose).results()
                    .forEach(match -> links.add(new Link(lineOf(prose, match.start()), match.group(1))));
        }
        return links;
    }

    /** The pictures, written in Markdown or HTML. */
    List<Picture> pictures() {
        String prose = prose();
        List<Picture> pictures = new ArrayList<>();
        Matcher link = LINK.matcher(prose);
        for (int from = 0; link.find(from); from = link.start() + 1) {
            if (link.group(1).equals("!")) {
                pictures.add(new Picture(lineOf(prose, link.start()), link.group(2)));
            }
        }
        IMAGE_TAG.matcher(prose).results().forEach(tag -> {
            Matcher alternative = Pattern.compile("\\balt=\"([^\"]*)\"").matcher(tag.group());
            pictures.add(new Picture(lineOf(prose, tag.start()), alternative.find() ? alternative.group(1) : null));
        });
        return pictures;
    }

    /** What a {@code #anchor} may name: the headings, as GitHub spells them, and HTML's ids. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : withoutBlocks()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String name = heading.group(1).replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replaceAll("<[^>]*>", "")
                        .toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "").replace(' ', '-');
                int times = seen.merge(name, 1, Integer::sum);
                anchors.add(times == 1 ? name : name + "-" + (times - 1));
            }
            ANCHOR_TAG.matcher(line).results().map(match -> match.group(1)).forEach(anchors::add);
        }
        return anchors;
    }

    /** The blocks of code between fences. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = endOfBlock(i, fence.group(1));
                Matcher mark = MARK.matcher(i == 0 ? "" : lines.get(i - 1));
                boolean marked = mark.matches();
                blocks.add(new Block(i + 1, fence.group(2), marked ? mark.group(1) : null,
                        marked ? mark.group(2) : null, lines.subList(i + 1, end)));
                i = end;
            }
        }
        return blocks;
    }

    /** The rows of its tables. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<String> visible = withoutBlocks();
        List<String> heads = null;
        for (int i = 0; i < visible.size(); i++) {
            String line = visible.get(i).strip();
            if (!line.startsWith("|")) {
                heads = null;
            } else if (heads == null) {
                heads = cells(line);
            } else if (!line.matches("[|:\\s-]+")) {
                rows.add(new Row(i + 1, heads, cells(line)));
            }
        }
        return rows;
    }

    /** The code spans in a piece of Markdown. */
    static List<String> codeSpans(String markdown) {
        return CODE_SPAN.matcher(markdown).results().map(span -> span.group(2)).toList();
    }

    /** The text without blocks of code; its lines keep their numbers. */
    List<String> withoutBlocks() {
        List<String> rest = new ArrayList<>(lines);
        for (Block block : blocks()) {
            for (int i = block.line() - 1; i < Math.min(lines.size(), block.line() + block.code().size() + 1); i++) {
                rest.set(i, "");
            }
        }
        return rest;
    }

    /** Its parts, each from one heading of the second level to the next, by that heading. */
    Map<String, Text> parts() {
        Map<String, Text> parts = new LinkedHashMap<>();
        List<String> visible = withoutBlocks();
        for (int i = 0; i < lines.size(); i++) {
            if (visible.get(i).startsWith("## ")) {
                int end = i + 1;
                while (end < lines.size() && !visible.get(end).startsWith("## ")) {
                    end++;
                }
                parts.put(visible.get(i).substring(3).strip(), new Text(file, lines.subList(i, end)));
            }
        }
        return parts;
    }

    /** How many words it has. Blocks of code, tags and the targets of links do not count, a code span is one word. */
    int words() {
        String text = LINK.matcher(prose()).replaceAll(link -> link.group(1).isEmpty() ? "$2" : "");
        return (int) Pattern.compile("\\s+").splitAsStream(text.replaceAll("<[^>]*>", " "))
                .filter(word -> word.matches(".*[\\p{L}\\p{N}].*")).count();
    }

    /** What is left for links: no blocks, no comments, and the word "code" for each code span. */
    private String prose() {
        String text = String.join("\n", withoutBlocks());
        Function<MatchResult, String> newlines = match -> match.group().replaceAll("[^\n]", "");
        text = Pattern.compile("<!--.*?-->", Pattern.DOTALL).matcher(text).replaceAll(newlines);
        return CODE_SPAN.matcher(text).replaceAll(match -> "code" + newlines.apply(match));
    }

    private int endOfBlock(int start, String fence) {
        for (int i = start + 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(fence) && line.chars().allMatch(c -> c == fence.charAt(0))) {
                return i;
            }
        }
        return lines.size();
    }

    private static List<String> cells(String row) {
        String inner = row.substring(1, row.length() - (row.endsWith("|") && row.length() > 1 ? 1 : 0));
        List<String> cells = new ArrayList<>();
        for (String cell : inner.split("(?<!\\\\)\\|", -1)) {
            cells.add(cell.strip().replace("\\|", "|"));
        }
        return cells;
    }

    private static int lineOf(String text, int position) {
        return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
    }
}
