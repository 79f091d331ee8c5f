package framebyframe.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.testing.Expect;
import framebyframe.testing.LessonClasses;
import framebyframe.testing.Patience;
import framebyframe.testing.Peer;
import framebyframe.testing.PlainWords.IfItHangs;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(16)
@DisplayName("1.6 stream or datagram")
@IfItHangs("Why: datagrams that do not come are not sent again, so whoever waits for one too many waits for ever.\nTry:"
        + " call receive once for each message that is asked for, and let a SocketTimeoutException through")
class Exercise16StreamOrDatagramTest {

    private static final byte[] EVERY_BYTE = Peer.everyByte();
    private static final String NO_TEXT = "a message is bytes, and not every byte is a character: keep it in a byte[],"
            + " and make no String of it";

    private DatagramSocket sender;
    private DatagramSocket receiver;
    private SocketAddress to;

    @BeforeEach
    void open() throws IOException {
        sender = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        receiver = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        receiver.setSoTimeout((int) Patience.LIMIT.toMillis() / 2);
        to = receiver.getLocalSocketAddress();
    }

    @AfterEach
    void close() {
        sender.close();
        receiver.close();
    }

    @Test
    @Order(1)
    void each_message_is_sent_as_a_datagram_of_its_own() throws Exception {
        Datagrams.send(sender, to, bytes("one", "two", "three"));
        for (String expected : List.of("one", "two", "three")) {
            assertThat(arrived()).as("the next datagram: three messages are three datagrams, not one long one, so"
                    + " call send once for each")
                    .isEqualTo(expected);
        }
        assertThat(sender.isConnected()).as("send has connected the socket to one address; its owner cannot send to"
                + " another one any more. Each packet has its own address: new DatagramPacket(bytes, length, to)")
                .isFalse();
        assertThat(sender.isClosed()).as("send has closed the socket; it only borrows it, and whoever opened it closes"
                + " it, when there is no more to send").isFalse();
    }

    @Test
    @Order(2)
    void an_empty_message_is_a_datagram_too() throws Exception {
        Datagrams.send(sender, to, bytes("", "next"));
        assertThat(arrived()).as("a datagram may have 0 bytes: it arrives as an empty message, and the receiver"
                + " counts it. No special case is needed").isEmpty();
        assertThat(arrived()).as("the one after it").isEqualTo("next");
    }

    @Test
    @Order(3)
    void bytes_are_sent_as_they_are() throws Exception {
        Datagrams.send(sender, to, List.of(EVERY_BYTE));
        Peer.assertEcho(arrivedBytes(), EVERY_BYTE, NO_TEXT);
    }

    @Test
    @Order(4)
    void the_largest_message_fits() throws Exception {
        Datagrams.send(sender, to, List.of(new byte[Datagrams.MAX_PAYLOAD]));
        assertThat(arrived()).as("the largest datagram there can be").endsWith("(65507 bytes)");
    }

    @Test
    @Order(5)
    void a_message_that_is_too_large_is_refused_before_anything_is_sent() throws Exception {
        for (int size : new int[] {65_508, 65_508 + new Random().nextInt(100_000)}) {
            IllegalArgumentException refusal = Expect.thrown(IllegalArgumentException.class, "Why: " + size + " bytes"
                    + " do not fit into a datagram.\nTry: look at the lengths first, compare with MAX_PAYLOAD", () -> {
                        Datagrams.send(sender, to, List.of(new byte[1], new byte[size], new byte[2]));
                        return null;
                    });
            assertThat(refusal.getMessage()).as("the message names the length and the limit")
                    .contains("" + size, "65507");
        }
        sender.send(new DatagramPacket(new byte[] {'!'}, 1, to));
        assertThat(arrived()).as("the test has sent \"!\" after the refusal: nothing should have come before it. Check"
                + " all messages before you send the first").isEqualTo("!");
    }

    @Test
    @Order(6)
    void datagrams_are_received_each_with_its_edges() throws Exception {
        arrive("one", "two", "three");
        assertThat(received(3)).as("three datagrams were sent and stay apart, however fast they come: each is as long"
                + " as the packet's getLength(), not as the buffer, and is kept in an array of its own. (A dot is a"
                + " byte that is no letter, such as 0)").isEqualTo(List.of("one", "two", "three"));
        assertThat(receiver.isClosed()).as("receive has closed the socket; it only borrows it, and whoever opened it"
                + " closes it").isFalse();
    }

    @Test
    @Order(7)
    void a_short_datagram_has_nothing_of_the_long_one_before_it() throws Exception {
        arrive("a long message", "short", "", "middling");
        assertThat(received(4)).as("each has its own length: the packet's getLength(), not the buffer's; and each is"
                + " kept in an array of its own, or the next one overwrites it. An empty one counts, too")
                .isEqualTo(List.of("a long message", "short", "", "middling"));
    }

    @Test
    @Order(8)
    void bytes_are_received_as_they_are() throws Exception {
        sender.send(new DatagramPacket(EVERY_BYTE, EVERY_BYTE.length, to));
        Peer.assertEcho(receive(1).get(0), EVERY_BYTE, NO_TEXT);
    }

    @Test
    @Order(9)
    void the_largest_datagram_is_received_whole() throws Exception {
        sender.send(new DatagramPacket(new byte[65_507], 65_507, to));
        assertThat(receive(1).get(0).length).as("the length of what was received: whatever the"
                + " buffer has no room for is lost without a word").isEqualTo(65_507);
    }

    @Test
    @Order(10)
    void as_many_as_asked_for_are_received() throws Exception {
        arrive("one", "two", "three");
        assertThat(received(0)).as("none were asked for, and what you take is missing for whoever asks next: look at"
                + " count before you receive").isEmpty();
        assertThat(received(2)).as("two were asked for").isEqualTo(List.of("one", "two"));
        assertThat(arrived()).as("the third waits for whoever asks next").isEqualTo("three");
    }

    @Test
    @Order(11)
    void a_datagram_that_does_not_come_is_reported() throws Exception {
        arrive("one");
        receiver.setSoTimeout(100);
        Expect.thrown(SocketTimeoutException.class, "Why: two were asked for, one came within the socket's time limit;"
                + " UDP does not promise more.\nTry: let the exception through", () -> Datagrams.receive(receiver, 2));
    }

    @Test
    @Order(12)
    void the_time_limit_stays_as_it_was() throws Exception {
        for (int limit : new int[] {0, 4_321}) {
            receiver.setSoTimeout(limit);
            arrive("one");
            assertThat(received(1)).as("one was asked for").containsExactly("one");
            assertThat(receiver.getSoTimeout()).as("the socket's time limit in ms (0 is none) after receive. It belongs"
                    + " to the caller, who may want to wait longer than you: do not call setSoTimeout")
                    .isEqualTo(limit);
        }
    }

    @Test
    @Order(13)
    void any_other_messages_go_both_ways() throws Exception {
        Random random = new Random();
        for (int i = 0; i < 20; i++) {
            byte[] message = new byte[random.nextInt(2_000)];
            random.nextBytes(message);
            Datagrams.send(sender, to, List.of(message));
            Peer.assertEcho(arrivedBytes(), message, "this message was drawn by lot: " + NO_TEXT);
            sender.send(new DatagramPacket(message, message.length, to));
            Peer.assertEcho(receive(1).get(0), message, "this message was drawn by lot: " + NO_TEXT);
        }
    }

    @Test
    @Order(14)
    void the_code_does_not_ask_who_is_calling() throws Exception {
        Datagrams.send(sender, to, bytes("one"));
        assertThat(arrived()).as("the datagram that was sent").isEqualTo("one");
        LessonClasses.mustNotPeek(Datagrams.class);
    }

    private void arrive(String... messages) throws IOException {
        for (byte[] message : bytes(messages)) {
            sender.send(new DatagramPacket(message, message.length, to));
        }
    }

    private String arrived() throws IOException {
        try {
            return Peer.text(arrivedBytes());
        } catch (SocketTimeoutException e) {
            return "(no datagram came)";
        }
    }

    private byte[] arrivedBytes() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        receiver.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private List<String> received(int count) throws IOException {
        return receive(count).stream().map(Peer::text).toList();
    }

    private List<byte[]> receive(int count) throws IOException {
        try {
            List<byte[]> messages = Datagrams.receive(receiver, count);
            assertThat(messages).as("the messages that receive returns: a list, also if it is empty").isNotNull();
            return messages;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("receive waited for a datagram that never came.\nWhy: " + count + " were asked for"
                    + " and are there; UDP has no end of stream, so nothing says that it was all.\nTry: stop when you"
                    + " have as many as you were asked for", e);
        }
    }

    private static List<byte[]> bytes(String... messages) {
        return Arrays.stream(messages).map(message -> message.getBytes(StandardCharsets.US_ASCII)).toList();
    }
}
