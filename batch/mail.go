package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"huibao"
	"huibao/internal/eml"
	"huibao/internal/fault"
	"huibao/ledger"
)

// unmail is unpack of a mail that was saved as a file. One that can't be read as such is read as whatever it is, and
// said to be a mail (F01).
func (r *reader) unmail(ctx context.Context, s huibao.Submission, kept ledger.Original, budget *int64) (list []huibao.Submission, ok bool, err error) {
	f, err := r.led.Original(kept.SHA256)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	s.State = huibao.StateArchive
	list = []huibao.Submission{s}
	subject, text, whole := eml.Says(io.NewSectionReader(f, 0, kept.Size))
	in := cover{told: "邮件 " + path.Base(s.Path) + " 的附件", subject: subject, text: text}
	count := 0
	err = eml.Walk(io.NewSectionReader(f, 0, kept.Size), func(a eml.Attachment) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		count++
		parts, err := r.attachment(ctx, s, in, a, budget)
		list = append(list, parts...)
		return err
	})
	switch {
	case errors.Is(err, eml.ErrNotMail), err == nil && count == 0:
		return nil, false, nil
	case errors.Is(err, eml.ErrDamaged), errors.Is(err, eml.ErrMany):
		rest := s
		rest.Path, rest.SHA256, rest.State = memberPath(s.Path, "（其余的附件）"), "", ""
		list = append(list, described(rest, huibao.RemarkDamaged, "邮件没有存完整，或层次太多，其余的附件读不出来；请打开邮件，把附件另存后单独报送"))
	case err != nil:
		return nil, true, err
	}
	list[0].Why = fmt.Sprintf("邮件，内有 %d 个附件；正文里看出数未定、不全的话会问，别的请看", count)
	if !whole {
		list[0].Why += "；正文太长，只看了开头"
	}
	return list, true, nil
}

// attachment hands in one attachment, of an archive its members.
func (r *reader) attachment(ctx context.Context, mail huibao.Submission, in cover, a eml.Attachment, budget *int64) ([]huibao.Submission, error) {
	s, kept, err := r.keepAttachment(mail, a, budget)
	if err != nil || s.Return != nil {
		return []huibao.Submission{s}, err
	}
	if strings.ToLower(path.Ext(s.Path)) == ".zip" {
		if list, ok, err := r.unzip(ctx, s, in, kept, budget); ok || err != nil {
			return list, err
		}
	}
	list, err := r.read(ctx, s.Path, kept, in)
	return r.each(s, list), err
}

// keepAttachment keeps an attachment's content; one that is not to be read is described.
func (r *reader) keepAttachment(mail huibao.Submission, a eml.Attachment, budget *int64) (huibao.Submission, ledger.Original, error) {
	none := ledger.Original{}
	s := mail
	name := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(a.Name, `\`, "/")), "/")
	if name == "" {
		name = fmt.Sprintf("附件%d", a.Number)
	}
	s.Path, s.SHA256, s.State, s.Why = memberPath(mail.Path, name), "", "", ""
	limit := min(r.opt.Limits.FileBytes, *budget)
	bounded := &damageReader{r: io.LimitReader(a.Read, limit+1)}
	kept, err := r.led.Keep(bounded)
	switch {
	case errors.Is(bounded.err, eml.ErrDamaged):
		return described(s, huibao.RemarkDamaged, "邮件的这一部分没有存完整，其中其余的附件读不出来；请打开邮件，把附件另存后单独报送"), none, nil
	case bounded.err != nil:
		s = described(s, huibao.RemarkDamaged, "邮件的附件已损坏（"+fault.Text(bounded.err)+"），请打开邮件，把附件另存后单独报送")
		return s, none, nil
	case err != nil:
		return s, none, fmt.Errorf("%s：%w", s.Path, err)
	case kept.Size > limit:
		return described(s, huibao.RemarkOverLimit, fmt.Sprintf("附件超过上限 %d 字节；请单独报送，或用 --limit-file 调高", limit)), none, nil
	case isSystemFile(s.Path):
		return described(s, huibao.RemarkSystemFile, "系统文件，不是报表"), none, nil
	}
	*budget -= kept.Size
	s.SHA256, s.Size = kept.SHA256, kept.Size
	return s, kept, nil
}
