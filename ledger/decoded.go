package ledger

import (
	"cmp"
	"database/sql"
	"runtime"
	"slices"
	"sync"

	"huibao"
)

// fetchedAtOnce is how many documents are handed on together.
const fetchedAtOnce = 32

// fetched are some documents, one behind the other, and what is read from them.
type fetched struct {
	data []byte
	ends []int
	list []huibao.Submission
	err  error
}

// read reads them; the documents are let go.
func (f *fetched) read(read func(doc []byte, s *huibao.Submission) error) {
	f.list = make([]huibao.Submission, len(f.ends))
	from := 0
	for i, to := range f.ends {
		f.err = cmp.Or(f.err, read(f.data[from:to], &f.list[i]))
		from = to
	}
	f.data = nil
}

// decoded reads documents with all cores while the next are fetched, so that few are held. Submissions are by path.
func (v *View) decoded(read func(doc []byte, s *huibao.Submission) error, query string, args ...any) ([]huibao.Submission, error) {
	if v.q == nil {
		return nil, nil
	}
	var all []*fetched
	var readers sync.WaitGroup
	work := make(chan *fetched, runtime.GOMAXPROCS(0))
	for range cap(work) {
		readers.Go(func() {
			for f := range work {
				f.read(read)
			}
		})
	}
	err := v.fetch(func(f *fetched) {
		all = append(all, f)
		work <- f
	}, query, args)
	close(work)
	readers.Wait()
	lists := make([][]huibao.Submission, len(all))
	for i, f := range all {
		lists[i], err = f.list, cmp.Or(err, f.err)
	}
	list := slices.Concat(lists...)
	byPath(list)
	return list, err
}

// fetch hands on the documents that a query finds.
func (v *View) fetch(use func(*fetched), query string, args []any) error {
	rows, err := v.q.Query(query, args...)
	if err != nil {
		return broken(err)
	}
	defer rows.Close()
	f := &fetched{}
	var doc sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&doc); err != nil {
			return broken(err)
		}
		f.data = append(f.data, doc...)
		if f.ends = append(f.ends, len(f.data)); len(f.ends) == fetchedAtOnce {
			size := len(f.data) // from here on it is the reader's
			use(f)
			f = &fetched{data: make([]byte, 0, size)}
		}
	}
	if len(f.ends) > 0 {
		use(f)
	}
	return broken(rows.Err())
}
