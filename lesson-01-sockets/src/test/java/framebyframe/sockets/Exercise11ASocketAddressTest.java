package framebyframe.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.testing.Addresses;
import framebyframe.testing.Expect;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(11)
@DisplayName("1.1 a socket address")
class Exercise11ASocketAddressTest {

    @Test
    @Order(1)
    void it_has_a_host_and_a_port() throws Exception {
        InetSocketAddress address = SocketAddresses.of("192.168.1.20", 9999);
        assertThat(address.getPort()).as("the port of (\"192.168.1.20\", 9999)").isEqualTo(9999);
        assertThat(address.getAddress()).as("the IP address of (\"192.168.1.20\", 9999); if it is null, the address was"
                + " made without looking the host up").isEqualTo(ip("192.168.1.20"));
    }

    @Test
    @Order(2)
    void a_name_is_looked_up() throws Exception {
        InetAddress address = SocketAddresses.of("localhost", 9999).getAddress();
        assertThat(address).as("localhost has an IPv4 address, 127.0.0.1, and often an IPv6 address, ::1, as well; the"
                + " article's AF_INET is IPv4: look at all addresses of the name").isInstanceOf(Inet4Address.class);
        assertThat(address.isLoopbackAddress()).as("localhost is this machine: " + address).isTrue();
    }

    @Test
    @Order(3)
    void a_host_without_an_ipv4_address_is_refused() {
        Expect.thrown(UnknownHostException.class, "Why: ::1 is an IPv6 address, and this program speaks IPv4 only.\n"
                + "Try: take an address only if it is an Inet4Address, and say so if there is none",
                () -> SocketAddresses.of("::1", 9999));
    }

    @Test
    @Order(4)
    void an_unknown_host_is_noticed_at_once() {
        Expect.thrown(UnknownHostException.class, "Why: new InetSocketAddress(host, port) keeps quiet about a host that"
                + " it cannot find, and the failure comes later, somewhere else.\nTry: InetAddress.getAllByName,"
                        + " which throws if there is none",
                () -> SocketAddresses.of("[no such host", 9999));
    }

    @Test
    @Order(5)
    void ports_go_from_0_to_65535() {
        for (int port : new int[] {0, 1, 1023, 65_535}) {
            InetSocketAddress address = Expect.returned("Why: a port is a 16-bit number, 0 to 65535, and the"
                    + " article's 1000 to 6265535 is wrong; port 0 asks the system for a free one.\nTry: refuse only"
                    + " what is less than 0 or more than MAX_PORT", () -> SocketAddresses.of("127.0.0.1", port));
            assertThat(address.getPort()).as("the port that was asked for").isEqualTo(port);
        }
    }

    @Test
    @Order(6)
    void other_ports_are_refused_with_a_clear_message() {
        int above = 65_536 + new Random().nextInt(1_000_000);
        int below = -1 - new Random().nextInt(1_000_000);
        for (int port : new int[] {-1, 65_536, 70_000, 6_265_535, above, below}) {
            IllegalArgumentException refusal = Expect.thrown(IllegalArgumentException.class,
                    "Why: there is no port " + port + " (the article is wrong there).\nTry: compare with MAX_PORT",
                    () -> SocketAddresses.of("127.0.0.1", port));
            String message = String.valueOf(refusal.getMessage());
            List<String> numbers = Pattern.compile("(?<!\\d)-?\\d+").matcher(message.replace(",", ""))
                    .results().map(MatchResult::group).toList();
            assertThat(numbers.containsAll(List.of("" + port, "0", "65535"))).withFailMessage("the message must contain"
                    + " " + port + ", 0 and 65535, and is \"%s\"\nWhy: it should say which port it was, and which ones"
                    + " there are.\nTry: put port and MAX_PORT into the sentence", message).isTrue();
        }
    }

    @Test
    @Order(7)
    void any_other_host_and_port_will_do() throws Exception {
        for (int i = 0; i < 100; i++) {
            String host = Addresses.good();
            int port = new Random().nextInt(65_536);
            assertThat(SocketAddresses.of(host, port)).as("the address of (\"%s\", %d), which were drawn by lot: write"
                    + " a rule that is right for all of them, not for those that a test names", host, port)
                    .isEqualTo(new InetSocketAddress(ip(host), port));
            String ipv6 = "2001:db8::" + Integer.toHexString(port);
            Expect.thrown(UnknownHostException.class, "Why: " + ipv6 + " is an IPv6 address, drawn by lot.\nTry: ask"
                    + " the address what it is (instanceof Inet4Address), not its text",
                    () -> SocketAddresses.of(ipv6, port));
        }
    }

    @Test
    @Order(8)
    void others_cannot_reach_127_x_x_x() throws Exception {
        assertThat(SocketAddresses.reachable(ips("127.0.0.1", "127.0.1.1", "127.1.2.3", "192.168.1.20")))
                .as("127.0.0.1 and 127.0.1.1 mean \"this machine\" to whoever uses them: no other computer can connect"
                        + " to them. Try: of the addresses that are handed in, leave out those that say"
                        + " isLoopbackAddress()").contains(ip("192.168.1.20"));
    }

    @Test
    @Order(9)
    void others_cannot_reach_addresses_for_special_uses() throws Exception {
        for (String special : List.of("169.254.7.7", "0.0.0.0", "224.0.0.1", "239.1.2.3")) {
            assertThat(SocketAddresses.reachable(ips(special, "10.0.0.5")))
                    .as("of " + special + " and 10.0.0.5 others can use only the second; see the Javadoc's @return,"
                            + " and the methods of InetAddress whose names begin with \"is\"").contains(ip("10.0.0.5"));
        }
        for (String ipv6 : List.of("fe80::1", "2001:db8::1")) {
            assertThat(SocketAddresses.reachable(ips(ipv6, "10.0.0.5")))
                    .as(ipv6 + " is an IPv6 address, and this server speaks IPv4: leave it out (instanceof"
                            + " Inet4Address)").contains(ip("10.0.0.5"));
        }
    }

    @Test
    @Order(10)
    void an_address_need_not_be_a_private_one() throws Exception {
        assertThat(SocketAddresses.reachable(ips("127.0.0.1", "203.0.113.7")))
                .as("203.0.113.7 is not one of the private networks (10., 192.168., ...), and can be reached: leave out"
                        + " only what the Javadoc's @return names")
                .contains(ip("203.0.113.7"));
    }

    @Test
    @Order(11)
    void the_first_of_several_is_taken() throws Exception {
        for (String[] both : new String[][] {{"192.168.1.20", "10.0.0.5"}, {"203.0.113.7", "192.168.1.20"}}) {
            assertThat(SocketAddresses.reachable(ips("127.0.0.1", both[0], both[1])))
                    .as(String.join(" and ", both) + " can both be reached; the system's order puts the more likely one"
                            + " first: keep that order, and sort nothing").contains(ip(both[0]));
        }
    }

    @Test
    @Order(12)
    void there_may_be_none() throws Exception {
        for (List<InetAddress> none : List.of(ips("127.0.0.1", "fe80::1"), ips())) {
            Optional<InetAddress> address = Expect.returned("Why: a machine without a network has no such address, and"
                    + " its programs should run all the same.\nTry: the answer is Optional.empty() then",
                    () -> SocketAddresses.reachable(none));
            assertThat(address).as("a machine without a network has no such address: the answer is Optional.empty(),"
                    + " neither null nor an address that leads nowhere").isEmpty();
        }
    }

    @Test
    @Order(13)
    void any_other_addresses_will_do() throws Exception {
        for (int i = 0; i < 100; i++) {
            List<String> several = new ArrayList<>();
            for (int n = new Random().nextInt(5); n > 0; n--) {
                several.add(Addresses.special());
            }
            String first = Addresses.good();
            several.addAll(List.of(first, Addresses.special(), Addresses.good()));
            assertThat(SocketAddresses.reachable(ips(several.toArray(new String[0])))).as("of the addresses %s, which"
                    + " were drawn by lot, the first that others can use: write a rule that is right for all of them,"
                    + " not for those that a test names", several).contains(ip(first));
        }
    }

    private static InetAddress ip(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    private static List<InetAddress> ips(String... literals) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.add(ip(literal));
        }
        return addresses;
    }
}
