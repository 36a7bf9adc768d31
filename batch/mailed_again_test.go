package batch_test

import (
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"testing"

	"huibao/batch"
	"huibao/internal/thorough"
)

// mailOf is a mail with one return of a county as its attachment.
func mailOf(subject, body string, county []byte) []byte {
	b64 := base64.StdEncoding.EncodeToString
	return []byte("Subject: =?utf-8?B?" + b64([]byte(subject)) + "?=\r\nFrom: a@x.cn\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		b64([]byte(body)) + "\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''%E6%B5%B7%E5%8E%9F%E5%8E%BF_2024-05.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		b64(county) + "\r\n--b--\r\n")
}

// TestMailedAgain changes only what a mail says between two runs: its return is judged by what the mail says now, and
// what a run that remembers nothing makes is the same. A plain run changes it once.
func TestMailedAgain(t *testing.T) {
	w, month, returns := emptied(t)
	mail := filepath.Join(w.Returns(month.Period), "报表.eml")
	for _, c := range []struct {
		body string
		held bool
	}{
		{"见附件，请查收。", false},
		{"附件数据未经审核，先报。", true},
		{"27.2的数是暂估的，其余准确。", true},
		{"见附件，请查收。", false},
	}[:thorough.Rounds(t, 2, 4)] {
		must(t, os.WriteFile(mail, mailOf("海原县5月报表", c.body, returns["海原县_2024-05.xlsx"]), 0o644))
		res, err := batch.Run(context.Background(), w, options(month))
		must(t, err)
		held := false
		for _, s := range res.Consolidation.Submissions() {
			held = held || len(s.HeldOut) > 0 && !s.Gone
		}
		if held != c.held {
			t.Errorf("%s: held %v", c.body, held)
		}
		want := outputs(t, w.Dir)
		list, err := batch.Rebuild(context.Background(), w, options(month))
		must(t, err)
		for _, r := range list {
			if !r.Same {
				t.Errorf("%s: other rows when everything is judged", c.body)
			}
		}
		_, err = batch.Run(context.Background(), w, options(month))
		must(t, err)
		sameFiles(t, want, outputs(t, w.Dir), 5)
	}
}
