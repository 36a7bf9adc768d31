package portal

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/portal/desk"
)

// maxIssued bounds the body with the files of an edition that was sent out.
const maxIssued = 48 << 20

// lockView is the page on which a period is locked, opened again, and its editions sent out.
type lockView struct {
	*desk.Locking
	Problem []string // its lines
	Note    string
	Typed   url.Values
}

// Sent is the last 印发 of an edition, or nil.
func (v lockView) Sent(edition int) *act.SentOut {
	var last *act.SentOut
	for i := range v.State.SentOut {
		if v.State.SentOut[i].Edition == edition {
			last = &v.State.SentOut[i]
		}
	}
	return last
}

func (s *Server) lockPage(w http.ResponseWriter, r *request) error {
	return s.showLock(w, r, http.StatusOK, "")
}

func (s *Server) showLock(w http.ResponseWriter, r *request, status int, problem string) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	x, err := s.desk.Locking(r.Context(), r.person, p)
	if err != nil {
		return err
	}
	v := lockView{Locking: x, Typed: r.PostForm, Note: s.note(r)}
	if problem != "" {
		v.Problem = strings.Split(problem, "\n")
	}
	s.render(w, r, status, "lock", v)
	return nil
}

// wholePeriod is what the form calls all units: a form without a unit opens none.
const wholePeriod = "整期"

// lock locks a period, prepares an unlocking or takes one.
func (s *Server) lock(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	f := r.PostForm
	proposed, _ := act.Number(f.Get("proposed"))
	did := ""
	status, sentence, err := s.tried(w, r, f.Get("do") != "drop", func() (err error) {
		switch f.Get("do") {
		case "lock":
			did, err = s.lockedBy(r, p)
		case "unlock":
			unit := f.Get("unit")
			if unit == "" && proposed == 0 {
				err = &desk.Problem{Sentence: "请选择要解锁的单位，或者整期"}
				break
			}
			err = s.desk.Unlock(r.Context(), r.person, p, strings.TrimPrefix(unit, wholePeriod), f.Get("why"), proposed)
			if did = "解锁已拟办，等办公室负责人来办"; proposed > 0 {
				did = "已解锁；收到更正的报表后再锁定，另成一版"
			}
		case "drop":
			err = s.desk.DropProposal(r.Context(), r.person, p, proposed, f.Get("why"))
			did = "拟办的解锁不办了"
		default:
			err = &desk.Problem{Sentence: "没有办：请选要办的事"}
		}
		return err
	})
	if err != nil {
		return err
	}
	if status != 0 {
		return s.showLock(w, r, status, sentence)
	}
	s.done(w, r, "/lock/"+p.String(), did)
	return nil
}

// lockedBy locks as the form says.
func (s *Server) lockedBy(r *request, p huibao.Period) (string, error) {
	f := r.PostForm
	seen, _ := act.Number(f.Get("seen"))
	how := desk.Closing{Why: f.Get("why"), Rest: f.Get("rest") != "", Number: f.Get("number"), Seen: seen}
	var err error
	if day := f.Get("day"); day != "" {
		if how.Day, err = huibao.ParseDate(day); err != nil {
			return "", &desk.Problem{Sentence: "日期请写成 2024-07-12 这样"}
		}
	}
	res, err := s.desk.Lock(r.Context(), r.person, p, how)
	if err != nil {
		return "", err
	}
	if res.Same {
		return "已锁定，与第 " + strconv.Itoa(res.Edition) + " 版没有不同，没有另出新版。台账校验（请抄存）：" + res.Head.String(), nil
	}
	return "已锁定，定稿第 " + strconv.Itoa(res.Edition) + " 版。台账校验（请抄存）：" + res.Head.String(), nil
}

// publish records that an edition was sent out.
func (s *Server) publish(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	files := map[string]desk.Upload{}
	err = r.formWithFiles(func(field string, in desk.Incoming) (err error) {
		files[field], err = s.desk.Take(r.person, in)
		return err
	})
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showLock(w, r, status, sentence)
	}
	if err != nil {
		return err
	}
	f := r.PostForm
	x := desk.Sending{Number: f.Get("number"), Why: f.Get("why"), DOCX: files["docx"], PDF: files["pdf"]}
	x.Edition, _ = act.Number(f.Get("edition"))
	if day := f.Get("day"); day != "" {
		if x.Date, err = huibao.ParseDate(day); err != nil {
			return s.showLock(w, r, http.StatusUnprocessableEntity, "日期请写成 2024-07-12 这样")
		}
	}
	sent, err := s.desk.Publish(r.Context(), r.person, p, x)
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showLock(w, r, status, sentence)
	}
	if err != nil {
		return err
	}
	did := "已登记：第 " + strconv.Itoa(sent.Edition) + " 版以 " + x.Number + " 印发"
	switch {
	case !x.DOCX.Given():
	case !sent.Compared:
		did += "；这一版没有 Word 底稿，没有核对"
	case len(sent.Differences) == 0:
		did += "；Word 文件的数字和表格与底稿一致"
	default:
		did += "；Word 文件与底稿有 " + strconv.Itoa(len(sent.Differences)) + " 处不同，连同理由记入台账"
	}
	if n := len(sent.Struck); n > 0 {
		did += "；底稿中的要求有 " + strconv.Itoa(n) + " 句在印发稿中没有，下期通报不再跟踪"
	}
	s.done(w, r, "/lock/"+p.String(), did)
	return nil
}

// formWithFiles reads a form that brings files: each is given to take as it comes, with the
// name of its field; the other fields are in PostForm.
func (r *request) formWithFiles(take func(field string, in desk.Incoming) error) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil // it brings none
	}
	r.PostForm = url.Values{}
	for range maxParts {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return formError(err)
		}
		switch {
		case part.FileName() != "":
			err = take(part.FormName(), desk.Incoming{Name: part.FileName(), Body: part})
		case part.Header.Get("Content-Type") == "":
			var data []byte
			data, err = io.ReadAll(&io.LimitedReader{R: part, N: maxForm + 1})
			r.PostForm.Add(part.FormName(), string(data))
			if len(data) > maxForm {
				err = &http.MaxBytesError{Limit: maxForm}
			}
		}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = errForm
		}
		if err != nil {
			return err
		}
	}
	return errForm
}
