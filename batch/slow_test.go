package batch_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/fault"
)

// TestS5Slow: a file that is not read in time counts nothing and says why, others stand as
// they did; nothing is locked on it, and the next run reads it.
func TestS5Slow(t *testing.T) {
	s := newSmall(t, true)
	s.put(t, "甲县", "1月", 1)
	s.run(t)
	s.put(t, "乙县", "1月", 1)
	slow := s.opt
	slow.FileTime = time.Nanosecond
	res, err := batch.Run(context.Background(), s.w, slow)
	must(t, err)
	said := ""
	for i := range res.Submissions() {
		said += res.Submissions()[i].Path + res.Submissions()[i].Why + "\n"
	}
	if strings.Count(said, "没有读完") != 1 || !strings.Contains(said, "乙县") {
		t.Errorf("what is told of the file: %q", said)
	}
	if con := s.standing(t); con.Counting("C1") == nil || con.Counting("C2") != nil {
		t.Error("甲县 was read before and stands, 乙县 was not read")
	}
	if _, err := batch.Lock(context.Background(), s.w, slow, batch.LockOptions{LeaveOutRest: true, Why: "不再等"}); err == nil || !strings.Contains(fault.Text(err), "没有读完") || !strings.Contains(fault.Text(err), "huibao run") {
		t.Errorf("locked on a file that was not read: %v", err)
	} else if no := new(act.Refusal); !errors.As(err, &no) || !strings.Contains(no.Sentence, "没有读完") || strings.Contains(no.Sentence, "huibao") {
		t.Errorf("a page says: %q", no.Sentence)
	}
	s.run(t)
	if s.standing(t).Counting("C2") == nil {
		t.Error("a run without a bound does not read the file")
	}
}
