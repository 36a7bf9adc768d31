package batch

import (
	"errors"
	"fmt"
	"io"

	"huibao/internal/fault"
	"huibao/ledger"
)

// keepTries is how often a file that changes while it is copied is copied again.
const keepTries = 3

// keep copies a file to the originals; the copy is of one moment, or there is none.
// problem says, in Chinese, what is wrong with the file; err is the ledger's.
func (r *reader) keep(s seen) (kept ledger.Original, problem string, err error) {
	for range keepTries {
		var whole bool
		if kept, whole, problem, err = r.copyOnce(s); whole || problem != "" || err != nil {
			return kept, problem, err
		}
	}
	return kept, "文件在读取时一直被改动；请等它保存完、关闭后再运行", nil
}

// copyOnce copies a file; whole says that it did not change meanwhile.
func (r *reader) copyOnce(s seen) (kept ledger.Original, whole bool, problem string, err error) {
	f, err := openRegular(r.w.Dir, s.name)
	if err != nil {
		return kept, false, "文件无法打开（" + fault.Text(err) + "）；请检查后再运行", nil
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return kept, false, "文件无法打开（" + fault.Text(err) + "）；请检查后再运行", nil
	}
	in := &source{r: io.LimitReader(f, r.opt.Limits.FileBytes+1)}
	kept, err = r.led.Keep(in)
	if in.err != nil {
		return kept, false, "文件读不出来（" + fault.Text(in.err) + "）；请检查磁盘或重新复制一份", nil
	}
	if err != nil {
		return kept, false, "", fmt.Errorf("%s：%w", s.path, err)
	}
	after, err := f.Stat()
	if err != nil {
		return kept, false, "文件读不出来（" + fault.Text(err) + "）；请检查后再运行", nil
	}
	return kept, before.Size() == after.Size() && before.ModTime().Equal(after.ModTime()) && kept.Size == before.Size(), "", nil
}

// source remembers that it was the file that could not be read, not the copy that
// could not be written.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}
