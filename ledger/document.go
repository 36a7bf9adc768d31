package ledger

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"

	"huibao/internal/cores"
)

// document is a value as the ledger stores it: deflated JSON, and its digest.
type document struct {
	doc    []byte
	digest string
}

var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic("ledger: " + err.Error()) // the level is right
	}
	return w
}}

func encode(v any) (document, error) { return encodeBut(v, "") }

// encodeBut is encode of a value of which there may be a document already, by its digest: then
// it is not made again.
func encodeBut(v any, known string) (document, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return document{}, fmt.Errorf("ledger: %w", err)
	}
	digest := digestOf(data)
	if digest == known {
		return document{nil, digest}, nil
	}
	return documentOf(data, digest)
}

func documentOf(data []byte, digest string) (document, error) {
	var b bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&b)
	if _, err := w.Write(data); err != nil {
		return document{}, fmt.Errorf("ledger: %w", err)
	}
	if err := w.Close(); err != nil {
		return document{}, fmt.Errorf("ledger: %w", err)
	}
	return document{bytes.Clone(b.Bytes()), digest}, nil // of a period's many none keeps room to grow
}

// inflater inflates one document after the other into the same room.
type inflater struct {
	in  bytes.Reader
	r   io.ReadCloser
	out bytes.Buffer
}

var inflaters = sync.Pool{New: func() any { return &inflater{r: flate.NewReader(nil)} }}

// mostKept bounds the room that an inflater keeps between documents, in bytes.
const mostKept = 1 << 20

// inflating hands a document's JSON on; it is gone afterwards.
func inflating(doc []byte, use func(data []byte) error) error {
	f := inflaters.Get().(*inflater)
	defer func() {
		if f.out.Cap() <= mostKept {
			inflaters.Put(f)
		}
	}()
	f.in.Reset(doc)
	f.out.Reset()
	err := f.r.(flate.Resetter).Reset(&f.in, nil)
	if err == nil {
		_, err = f.out.ReadFrom(f.r)
	}
	f.in.Reset(nil)
	if err != nil {
		return fmt.Errorf("台账中有一条记录已损坏：%w", err)
	}
	return use(f.out.Bytes())
}

func inflate(doc []byte) (data []byte, err error) {
	err = inflating(doc, func(b []byte) error {
		data = bytes.Clone(b)
		return nil
	})
	return data, err
}

func decode(doc []byte, v any) error {
	return inflating(doc, func(data []byte) error { return unmarshal(data, v) })
}

func unmarshal(data []byte, v any) error {
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("台账中有一条记录已损坏：%w", err)
	}
	return nil
}

// decodeAll decodes documents with all cores.
func decodeAll[T any](docs [][]byte) ([]T, error) {
	list := make([]T, len(docs))
	return list, onCores(len(docs), func(i int) error { return decode(docs[i], &list[i]) })
}

// onCores does n pieces of work with all cores; the error is that of the first that has one. Each writes its
// result where nobody else does.
func onCores(n int, do func(i int) error) error {
	errs := make([]error, n)
	cores.Together(0, n, func(i int) { errs[i] = do(i) })
	return cmp.Or(errs...)
}
