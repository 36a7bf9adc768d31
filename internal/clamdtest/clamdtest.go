// Package clamdtest is a clamd for tests: it speaks INSTREAM, finds the EICAR test file,
// and fails where it is told to.
package clamdtest

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"sync"
	"testing"
)

// EICAR is the test file that every scanner finds, put together here so that none finds it
// in the source.
const EICAR = `X5O!P%@AP[4\PZX54(P^)7CC)7}$` + `EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`

// Name is what it is called.
const Name = "Eicar-Test-Signature"

// Mood is how a Server answers.
type Mood int

// What it may do.
const (
	Well   Mood = iota
	Cuts        // breaks off in the middle of a file
	Silent      // takes the file and says nothing
)

// Server answers until its test ends. Limit is its StreamMaxLength in bytes, 0 for none;
// Says is an answer instead of its own.
type Server struct {
	Address string

	mu    sync.Mutex
	mood  Mood
	limit int
	says  string
	seen  int
	open  map[net.Conn]bool
}

// Serve serves at an address: of a Unix socket, or a port of this machine.
func Serve(t testing.TB, network, address string) *Server {
	t.Helper()
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Address: l.Addr().String(), open: map[net.Conn]bool{}}
	var talks sync.WaitGroup
	t.Cleanup(func() {
		_ = l.Close()
		s.mu.Lock()
		for c := range s.open {
			_ = c.Close()
		}
		s.mu.Unlock()
		talks.Wait()
	})
	talks.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.open[c] = true
			s.mu.Unlock()
			talks.Go(func() {
				s.talk(c)
				_ = c.Close() // the client may have closed it
			})
		}
	})
	return s
}

// Set says how it answers from now on: its mood, its limit in bytes (0 for none), and its
// words ("" for its own).
func (s *Server) Set(m Mood, limit int, says string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mood, s.limit, s.says = m, limit, says
}

// Seen is how many files came whole.
func (s *Server) Seen() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen
}

func (s *Server) talk(c net.Conn) {
	s.mu.Lock()
	mood, limit, says := s.mood, s.limit, s.says
	s.mu.Unlock()
	r := bufio.NewReader(c)
	if word, err := r.ReadString(0); err != nil || word != "zINSTREAM\x00" {
		_, _ = io.WriteString(c, "UNKNOWN COMMAND\x00")
		return
	}
	var data []byte
	for {
		var size [4]byte
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return
		}
		n := int(binary.BigEndian.Uint32(size[:]))
		if n == 0 {
			break
		}
		if mood == Cuts {
			return
		}
		if limit > 0 && len(data)+n > limit {
			_, _ = io.WriteString(c, "INSTREAM size limit exceeded. ERROR\x00")
			return
		}
		part := make([]byte, n)
		if _, err := io.ReadFull(r, part); err != nil {
			return
		}
		data = append(data, part...)
	}
	s.mu.Lock()
	s.seen++
	s.mu.Unlock()
	switch {
	case mood == Silent:
		_, _ = io.Copy(io.Discard, r) // until the client has had enough
		return
	case says == "" && bytes.Contains(data, []byte(EICAR)):
		says = "stream: " + Name + " FOUND\x00"
	case says == "":
		says = "stream: OK\x00"
	}
	_, _ = io.WriteString(c, says)
}
