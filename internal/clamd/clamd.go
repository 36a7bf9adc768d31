// Package clamd asks a clamd whether a file holds a virus, by its command INSTREAM (the
// file goes over the connection; clamd needs no rights in our folders). Of a file there
// are three answers: it is clean, it holds a virus, or it was not scanned (an error).
package clamd

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"time"
)

// Scanner is a clamd at an address.
type Scanner struct{ network, address string }

// ErrSize is of a file that is larger than clamd takes (its setting StreamMaxLength).
var ErrSize = errors.New("clamd: over its StreamMaxLength")

// Bounds of a talk: bytes of a chunk and of an answer, and time until clamd picks up.
const (
	chunk    = 64 << 10
	answer   = 1 << 10
	dialTime = 3 * time.Second
)

// At is a clamd at unix:/path or /path, or at HOST:PORT.
func At(address string) (*Scanner, error) {
	path := strings.TrimPrefix(address, "unix:")
	if filepath.IsAbs(path) {
		return &Scanner{"unix", path}, nil
	}
	if host, port, err := net.SplitHostPort(address); err != nil || host == "" || port == "" || host == "unix" {
		return nil, fmt.Errorf("clamd: %q is neither unix:/path nor host:port", address)
	}
	return &Scanner{"tcp", address}, nil
}

// Scan asks about what r holds, and returns the name of the virus, "" for a clean file. An
// error says why it was not scanned; ctx bounds the time.
func (s *Scanner) Scan(ctx context.Context, r io.Reader) (virus string, err error) {
	dial := net.Dialer{Timeout: dialTime}
	c, err := dial.DialContext(ctx, s.network, s.address)
	if err != nil {
		return "", fmt.Errorf("clamd: %w", err)
	}
	defer context.AfterFunc(ctx, func() { _ = c.Close() })() // what waits for it fails
	defer c.Close()
	unread, sent := send(c, r)
	if unread != nil { // without the end of the file, clamd gives no verdict
		return "", fmt.Errorf("clamd: %w", unread)
	}
	text, err := bufio.NewReader(io.LimitReader(c, answer)).ReadString(0)
	text = strings.TrimSuffix(text, "\x00")
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("clamd: %w", ctx.Err())
	case err == nil && strings.HasPrefix(text, "INSTREAM size limit exceeded"): // it does not read on
		return "", ErrSize
	case sent != nil: // nothing that it says is about the whole file
		return "", fmt.Errorf("clamd: %w", sent)
	case err != nil:
		return "", fmt.Errorf("clamd: no whole answer: %w", err)
	}
	return verdict(text)
}

// send writes the command and what r holds, in chunks with their lengths before them.
func send(w io.Writer, r io.Reader) (unread, unsent error) {
	if _, err := io.WriteString(w, "zINSTREAM\x00"); err != nil {
		return nil, err
	}
	buf := make([]byte, 4+chunk)
	for {
		n, err := io.ReadFull(r, buf[4:])
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF { // both themselves: r may wrap them
			return err, nil
		}
		binary.BigEndian.PutUint32(buf, uint32(n))
		if _, err := w.Write(buf[:4+n]); err != nil || n == 0 { // a chunk of nothing is the end
			return nil, err
		}
	}
}

// verdict reads an answer: "stream: OK", "stream: NAME FOUND", anything else is an error.
func verdict(text string) (virus string, err error) {
	if text == "stream: OK" {
		return "", nil
	}
	name, is := strings.CutPrefix(text, "stream: ")
	name, found := strings.CutSuffix(name, " FOUND")
	switch {
	case !is || !found || name == "":
		return "", fmt.Errorf("clamd: it answers %q", text)
	case strings.HasPrefix(name, "Heuristics.Limits.Exceeded"): // AlertExceedsMax: it says that it did not look at all of it
		return "", fmt.Errorf("clamd: %s", name)
	}
	return name, nil
}

// Takes asks whether clamd takes files of so many bytes: nil, ErrSize, or why it can't be
// told. clamd does not say what its StreamMaxLength is, so it is tried.
func (s *Scanner) Takes(ctx context.Context, bytes int64) error {
	if _, err := s.Scan(ctx, strings.NewReader("huibao")); err != nil {
		return err
	}
	_, err := s.Scan(ctx, io.LimitReader(zeros{}, bytes))
	if err != nil && ctx.Err() == nil {
		return ErrSize // it answers a small file, and breaks off a large one: its words may be lost with the connection
	}
	return err
}

type zeros struct{}

// Read gives zeros without end.
func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
