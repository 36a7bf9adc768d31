// Package mailtest is a mail server for tests: it speaks as much SMTP as a client needs,
// keeps what it took, and fails where it is told to.
package mailtest

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Cut is the answer to "." that breaks the connection off instead of saying anything.
const Cut = "cut"

// Server takes mails until its test ends.
type Server struct {
	Secure *tls.Config // speaks TLS from the start

	mu      sync.Mutex
	says    map[string]string
	letters []string
}

// Serve serves on a port of this machine, and returns its address.
func (s *Server) Serve(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var talks sync.WaitGroup
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		talks.Wait()
	})
	talks.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			if s.Secure != nil {
				c = tls.Server(c, s.Secure)
			}
			talks.Go(func() {
				s.talk(c)
				_ = c.Close() // the client may have closed it
			})
		}
	})
	return l.Addr().String()
}

// Say sets what is answered to a command, or to "." at the end of a mail; "" as usual.
func (s *Server) Say(word, answer string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.says = map[string]string{word: answer}
}

// Letters are the mails that were taken, with To and Subject as they came.
func (s *Server) Letters() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.letters)
}

func (s *Server) told(word string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.says[word]
}

func (s *Server) talk(c net.Conn) {
	in := bufio.NewReader(c)
	say := func(line string) { _, _ = io.WriteString(c, line+"\r\n") }
	usual := map[string]string{"EHLO": "250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN", "AUTH": "235 ok", "QUIT": "221 bye", "DATA": "354 go on"}
	say("220 test")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		word := strings.ToUpper(strings.Fields(line + " x")[0])
		answer := s.told(word)
		if answer == "" {
			answer = usual[word]
		}
		if answer == "" {
			answer = "250 ok"
		}
		say(answer)
		if word == "QUIT" || word == "DATA" && strings.HasPrefix(answer, "354") && !s.take(in, say) {
			return
		}
	}
}

// take takes a mail; false where the connection ends.
func (s *Server) take(in *bufio.Reader, say func(string)) bool {
	var letter strings.Builder
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return false
		}
		if strings.TrimRight(line, "\r\n") == "." {
			break
		}
		letter.WriteString(line)
	}
	switch answer := s.told("."); answer {
	case Cut:
		return false
	case "":
		s.mu.Lock()
		s.letters = append(s.letters, letter.String())
		s.mu.Unlock()
		say("250 taken")
	default:
		say(answer)
	}
	return true
}
