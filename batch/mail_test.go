package batch_test

import (
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huibao"
	"huibao/batch"
)

// TestMail hands a return in as the attachment of a saved mail: it is read as if it lay in the folder, each
// attachment is accounted for, and a mail without any, or a damaged one, says so.
func TestMail(t *testing.T) {
	w, month, returns := emptied(t)
	folder, county := w.Returns(month.Period), returns["海原县_2024-05.xlsx"]
	const head = "Subject: =?utf-8?B?5rW35Y6f5Y6/?=\r\nFrom: a@x.cn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n见附件\r\n"
	part := func(name, data string) string {
		return "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; " + name + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + data + "\r\n"
	}
	whole := base64.StdEncoding.EncodeToString(county)
	for name, text := range map[string]string{
		"报表.eml": head + part("filename*=utf-8''%E6%B5%B7%E5%8E%9F%E5%8E%BF_2024-05.xlsx", whole) + part("filename=\"../../盖章.pdf\"", "JVBERi0xLjc=") + part("filename=坏.xlsx", "!!!!") + "--b--\r\n",
		"空.eml":  "Subject: x\r\nFrom: a@x.cn\r\n\r\n见附件\r\n",
		"内断.eml": head + "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n" + part("filename=后.pdf", "JVBERi0xLjc=") + "--b--\r\n",
		"断.eml":  head + part("filename=断.xlsx", whole[:len(whole)/2]),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	res, err := batch.Run(context.Background(), w, options(month))
	if err != nil {
		t.Fatal(err)
	}
	base := "returns/2024-05/"
	want := map[string]huibao.ReturnState{base + "报表.eml": huibao.StateArchive, base + "报表.eml!海原县_2024-05.xlsx": huibao.StateAccepted, base + "报表.eml!盖章.pdf": huibao.StateAttachment,
		base + "报表.eml!坏.xlsx": huibao.StateUnrecognised, base + "空.eml": huibao.StateUnrecognised, base + "断.eml": huibao.StateArchive, base + "断.eml!断.xlsx": huibao.StateUnrecognised, base + "断.eml!（其余的附件）": huibao.StateUnrecognised,
		base + "内断.eml": huibao.StateArchive, base + "内断.eml!附件1": huibao.StateUnrecognised, base + "内断.eml!后.pdf": huibao.StateAttachment}
	got, says := map[string]huibao.ReturnState{}, ""
	for _, s := range res.Consolidation.Submissions() {
		got[s.Path] = s.State
		if s.Path == base+"空.eml" {
			for _, m := range s.Return.Remarks {
				says += m.Text
			}
		}
	}
	for path, state := range want {
		if got[path] != state {
			t.Errorf("%s is %q, want %q", path, got[path], state)
		}
	}
	if len(got) != len(want) || !strings.Contains(says, "邮件") {
		t.Errorf("%d submissions, want %d: %v; %s", len(got), len(want), got, says)
	}
}

// TestMailed holds the rows that a mail calls provisional, or all where it says so of all, and none for what it repeats or
// says of nothing.
func TestMailed(t *testing.T) {
	for _, c := range []struct {
		subject, body string
		held          bool
	}{
		{"海原县5月报表", "见附件，请查收。", false},
		{"海原县5月报表", "附件数据未经审核，先报。", true},
		{"海原县5月报表（草稿）", "见附件", true},
		{"海原县5月报表", "27.2的数是暂估的，其余准确。", true},
		{"海原县5月报表", "初步统计表已报领导审定，现将正式表报来。\r\n根据《关于报送民生实事进展情况的通知》要求，现报上，请审示。如数据有误请告知。\r\n上次报的作废，请以本次为准。", false},
		{"海原县5月报表", "这个不是最终版，请先不要用。", true},
		{"海原县5月报表", "数据截至5月20日。", true},
		{"转发：海原县5月报表", "\r\n----- 原始邮件 -----\r\n发件人：县局\r\n\r\n附件数据未经审核，先报。", true},
		{"海原县5月报表", "已报。\r\n-----原始邮件-----\r\n请勿报预计数，数据未经审核的不收。", false},
	} {
		w, month, returns := emptied(t)
		folder, county := w.Returns(month.Period), returns["海原县_2024-05.xlsx"]
		must(t, os.WriteFile(filepath.Join(folder, "报表.eml"), mailOf(c.subject, c.body, county), 0o644))
		opt := options(month)
		opt.DryRun = true
		res, err := batch.Run(context.Background(), w, opt)
		must(t, err)
		held := false
		for _, s := range res.Consolidation.Submissions() {
			held = held || len(s.HeldOut) > 0
		}
		if held != c.held {
			t.Errorf("%s, %s: held %v", c.subject, c.body, held)
		}
	}
}
