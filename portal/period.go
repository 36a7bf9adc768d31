package portal

import (
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/portal/desk"
)

// periodView is the page of a period's editions.
type periodView struct {
	*desk.PeriodPage
	Failure *desk.Failure
	Proof   *desk.Proof // where it found something wrong
	Problem string
}

func (s *Server) period(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	return s.showPeriod(w, r, http.StatusOK, p, "")
}

func (s *Server) showPeriod(w http.ResponseWriter, r *request, status int, p huibao.Period, problem string) error {
	x, err := s.desk.Period(r.Context(), r.person, p)
	if err != nil {
		return err
	}
	v := periodView{PeriodPage: x, Problem: problem}
	if f, failed := s.desk.Failed(p); failed {
		v.Failure = &f
	}
	if p := s.desk.Proof(); p != nil && len(p.Problems) > 0 {
		v.Proof = p
	}
	s.render(w, r, status, "period", v)
	return nil
}

// editionFile answers with a file of an edition.
func (s *Server) editionFile(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	f, err := s.desk.EditionFile(r.Context(), r.person, p, r.PathValue("edition"), r.PathValue("file"))
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showPeriod(w, r, status, p, sentence)
	}
	if err != nil {
		return err
	}
	give(w, r, f)
	return nil
}

// issuedFile answers with a file of an edition that was sent out, as a unit is given it.
func (s *Server) issuedFile(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PathValue("edition"))
	if err != nil {
		return desk.ErrNotFound
	}
	f, err := s.desk.IssuedFile(r.Context(), r.person, p, r.PathValue("unit"), n, r.PathValue("file"))
	if err != nil {
		return err
	}
	give(w, r, f)
	return nil
}

// purposes say of an edition's files for whom they are.
var purposes = map[string]string{
	"通报.pdf":        "各单位；正文和附件，用于印发",
	"通报.docx":       "改字句用；登记印发时和本版逐数核对",
	"更正.pdf":        "各单位；原来的数和更正后的数",
	"更正.docx":       "更正的可编辑稿",
	"专报.pdf":        "市领导；一页",
	"专报.docx":       "专报的可编辑稿",
	"汇总表.xlsx":      "办公室、审计；每个数都有出处",
	"公示.pdf":        "公众；只有可公开的数",
	"公示.docx":       "公示的可编辑稿",
	"公示.xlsx":       "公众；同上",
	"findings.csv":  "审核发现的全部问题",
	"findings.json": "同上，给程序读",
	"run.json":      "这次运行的记录，给程序读",
}

// purposeOf says for whom a file is; those of units bear their names.
func purposeOf(name string) string {
	if p, ok := purposes[name]; ok {
		return p
	}
	kind, unit, ok := strings.Cut(strings.TrimSuffix(name, path.Ext(name)), "_")
	if !ok {
		return ""
	}
	switch kind + path.Ext(name) {
	case "汇总表.xlsx":
		return unit + "；只有它的数，每个数都有出处"
	case "通报.pdf":
		return unit + "；只说它的事项"
	case "反馈.pdf":
		return unit + "；它的进展和要改正、说明的地方"
	case "反馈.docx":
		return unit + "反馈的可编辑稿"
	}
	return ""
}

// fileList is a table of files as its template draws it.
type fileList struct {
	Period       huibao.Period
	Title, Label string
	Path         string // of the edition
	Files        []desk.EditionFile
}

// Sized reports whether it is known of one how large it is; of a draft's it is not.
func (l fileList) Sized() bool {
	return slices.ContainsFunc(l.Files, func(f desk.EditionFile) bool { return f.Size > 0 })
}

func filesOf(p huibao.Period, e desk.Edition, title, suffix string, list []desk.EditionFile) fileList {
	l := fileList{Period: p, Title: title, Label: "草稿：" + title, Path: desk.DraftName, Files: list}
	if e.N > 0 {
		l.Path = strconv.Itoa(e.N)
		l.Label = "第 " + l.Path + " 版：" + title
	}
	l.Path += suffix
	return l
}
