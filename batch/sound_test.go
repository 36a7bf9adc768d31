package batch

import (
	"errors"
	"strings"
	"testing"

	"huibao"
)

// TestS5Sound: a file on which the reader breaks down is one that can't be read; what is read,
// and errors of the program's own, pass.
func TestS5Sound(t *testing.T) {
	var none []*huibao.Return
	list, err := sound(func() ([]*huibao.Return, error) { return none[3:], nil })
	if err != nil || len(list) != 1 || len(list[0].Remarks) != 1 || list[0].Remarks[0].Kind != huibao.RemarkDamaged || !strings.Contains(list[0].Remarks[0].Text, "没有读完") {
		t.Errorf("%+v, %v", list, err)
	}
	read, bad := []*huibao.Return{{Unit: "C1"}}, errors.New("bad")
	if list, err = sound(func() ([]*huibao.Return, error) { return read, bad }); list[0] != read[0] || err != bad {
		t.Errorf("%+v, %v", list, err)
	}
}
