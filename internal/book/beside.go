package book

import "io"

// besideDepth is how many pieces wait at most.
const besideDepth = 8

// beside hands what is written to another goroutine, so that it is deflated while the
// next is made.
type beside struct {
	pieces chan []byte
	spent  chan []byte // to be used again
	done   chan struct{}
	err    error // of the other side; to be looked at when it is done
}

func newBeside(w io.Writer) *beside {
	b := &beside{pieces: make(chan []byte, besideDepth), spent: make(chan []byte, besideDepth+1), done: make(chan struct{})}
	go func() {
		defer close(b.done)
		for p := range b.pieces {
			if b.err == nil {
				_, b.err = w.Write(p)
			}
			select {
			case b.spent <- p:
			default:
			}
		}
	}()
	return b
}

// Write is io.Writer's; what went wrong is told by close.
func (b *beside) Write(data []byte) (int, error) {
	var p []byte
	select {
	case p = <-b.spent:
	default:
	}
	b.pieces <- append(p[:0], data...)
	return len(data), nil
}

// close waits until all is written.
func (b *beside) close() error {
	close(b.pieces)
	<-b.done
	return b.err
}
