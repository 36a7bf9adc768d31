package importer_test

import (
	"strings"
	"testing"

	"huibao"
)

// TestMisnamed reads what a workbook holds under the name of a document or a picture; what is one stays an
// attachment.
func TestMisnamed(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	p := copyPaper(t, form)
	fill(p, form)
	book := p.write(t)
	for _, c := range []struct {
		ext  string
		data []byte
		rows bool
	}{
		{".wps", book, true},
		{".doc", book, true},
		{".docx", book, true},
		{".pdf", book, true},
		{".jpg", book, true},
		{".docx", []byte("PK\x03\x04"), false},
		{".pdf", []byte("%PDF-1.7\n编码,指标,本期完成\n"), false},
		{".jpg", []byte("\xff\xd8\xff\xe0"), false},
		{".doc", []byte("<html><body><table><tr><td>会议</td><td>通知</td></tr></table></body></html>"), false},
		{".wps", []byte("编码,指标,本期完成\n1.1,甲,2\n"), false},
	} {
		ret := readBack(t, plan, strings.TrimSuffix(p.name, ".xlsx")+c.ext, c.data)
		_, attached := ret.Has(huibao.RemarkAttachment)
		if (len(ret.Rows) == len(form.Rows)) != c.rows || attached == c.rows {
			t.Errorf("%s of %d bytes: %d rows, an attachment: %v", c.ext, len(c.data), len(ret.Rows), attached)
		}
		if other, _ := ret.Has(huibao.RemarkOtherFormat); c.rows && !strings.Contains(other.Text, c.ext) {
			t.Errorf("%s: %q", c.ext, other.Text)
		}
	}
}
