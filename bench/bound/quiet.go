package bound

import (
	"bytes"
	"encoding/json"
	"io"
)

// Quiet passes on what a server says of what went wrong, line by line: of its log the warnings and
// errors, and whatever is no log. What it only tells, an act a line, would bury the figures.
type Quiet struct {
	To   io.Writer
	rest []byte // of a line that has not ended
}

// Write takes what the server says, in whatever pieces.
func (q *Quiet) Write(p []byte) (int, error) {
	q.rest = append(q.rest, p...)
	for {
		line, rest, whole := bytes.Cut(q.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		q.rest = rest
		if told(line) {
			continue
		}
		if _, err := q.To.Write(append(bytes.Clone(line), '\n')); err != nil {
			return 0, err
		}
	}
}

// told reports whether a line of a log says that something went as it should.
func told(line []byte) bool {
	var said struct{ Level string }
	return json.Unmarshal(line, &said) == nil && (said.Level == "INFO" || said.Level == "DEBUG")
}
