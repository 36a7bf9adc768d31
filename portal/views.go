package portal

import (
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/portal/desk"
)

func (s *Server) health(w http.ResponseWriter, _ *request) error {
	_, err := io.WriteString(w, "ok\n")
	return err
}

func (s *Server) static(w http.ResponseWriter, r *request) error {
	name := r.PathValue("name")
	data, err := files.ReadFile(path.Join("static", path.Base(name)))
	if err != nil {
		return desk.ErrNotFound
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Cache-Control", "max-age=300")
	_, err = w.Write(data)
	return err
}

// home is where a person begins: the board of who sees all, the accounts of who keeps
// them, else the returns of the own units.
func (s *Server) home(w http.ResponseWriter, r *request) error {
	switch {
	case r.person.Has(overview.roles...):
		http.Redirect(w, r.Request, "/board/"+s.desk.Current().String(), http.StatusSeeOther)
		return nil
	case len(r.person.Units()) == 0 && r.person.Has(act.Keeper):
		http.Redirect(w, r.Request, "/people", http.StatusSeeOther)
		return nil
	}
	var list []returnView
	for _, u := range r.person.Units() {
		ret, err := s.desk.Return(r.Context(), r.person, s.desk.Current(), u, desk.Pick{})
		if err != nil && err != desk.ErrNotFound { // a unit that owes nothing this time has no part
			return err
		}
		if err == nil {
			v, err := s.viewOf(r, ret)
			if err == nil {
				v.Earlier, err = s.desk.Earlier(r.Context(), r.person, ret.Period, u)
			}
			if err != nil {
				return err
			}
			list = append(list, v)
		}
	}
	s.render(w, r, http.StatusOK, "home", list)
	return nil
}

// nowhere is where a page stands that is in none of the places of the navigation.
const nowhere = "-"

// placeOf is where a page stands, by the first part of its address: what is done on a period or to a
// unit's return stands where those are.
func placeOf(path string) string {
	at, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch at {
	case "decide", "lock", "blanks":
		return "board"
	case "issued":
		return "period"
	}
	return at
}

// periodOf is the period of the path.
func periodOf(r *request) (huibao.Period, error) {
	p, err := huibao.ParsePeriod(r.PathValue("period"))
	if err != nil || p.String() != r.PathValue("period") {
		return p, desk.ErrNotFound
	}
	return p, nil
}

func (s *Server) returned(w http.ResponseWriter, r *request) error {
	return s.showReturn(w, r, http.StatusOK, "")
}

// returnView is the page of a return: Problem is what a person did wrongly, Note what was
// done.
type returnView struct {
	*desk.Return
	Problem, Note string
	Taken         *desk.Handed         // what was handed in just now, the first part of it
	Staged        *desk.Staged         // what the person has staged for this return
	Earlier       []desk.EarlierPeriod // at home
	MaxFile       int64
	MaxFiles      int
}

func (s *Server) viewOf(r *request, ret *desk.Return) (returnView, error) {
	v := returnView{Return: ret, MaxFile: s.desk.MaxFile(), MaxFiles: desk.MaxFiles}
	staged, err := s.desk.Staged(r.person)
	if staged != nil && staged.Unit == ret.Code && staged.Period == ret.Period {
		v.Staged = staged
	}
	return v, err
}

// returnOf is the return that the path and the query name, for who asks.
func (s *Server) returnOf(r *request) (huibao.Period, *desk.Return, error) {
	p, err := periodOf(r)
	if err != nil {
		return p, nil, err
	}
	q := r.URL.Query()
	pick, err := pickOf(q.Get("n"), q.Get("part"))
	if err != nil {
		return p, nil, err
	}
	ret, err := s.desk.Return(r.Context(), r.person, p, r.PathValue("unit"), pick)
	return p, ret, err
}

func (s *Server) showReturn(w http.ResponseWriter, r *request, status int, problem string) error {
	_, ret, err := s.returnOf(r)
	if err != nil {
		return err
	}
	v, err := s.viewOf(r, ret)
	if err != nil {
		return err
	}
	v.Problem = problem
	q := r.URL.Query()
	taken, err := pickOf(q.Get("taken"), "")
	came := slices.IndexFunc(ret.Files, func(h desk.Handed) bool { return h.N == taken.N })
	switch {
	case err != nil || status >= http.StatusBadRequest:
	case q.Get("infected") != "":
		v.Problem = "报来的文件里有病毒，有病毒的没有读、没有计入；怎么办写在下面"
	case came >= 0 && q.Get("again") != "":
		v.Note = fmt.Sprintf("这就是刚才报的那个文件（台账第 %d 条），没有另算一版", taken.N)
	case came >= 0:
		v.Note, v.Taken = fmt.Sprintf("收到了，已存好，不会丢（台账第 %d 条）", taken.N), &ret.Files[came]
	default:
		v.Note = s.note(r)
	}
	s.render(w, r, status, "return", v)
	return nil
}

// finding is a finding as its template draws it.
type finding struct {
	desk.Shown
	Period                  huibao.Period
	Unit                    string
	Word, Class, Tag, Shape string
}

// Mark is the class of the cell that a finding is about.
func (f finding) Mark() string {
	if f.Class == "f-bad" {
		return ""
	}
	return " w"
}

// excerpt is a piece of a sheet as its template draws it: how the cell is marked, why, what
// the piece is of, and the file, where it is not said beside it.
type excerpt struct {
	*desk.Excerpt
	Mark, Why, Of, File string
}

func excerptOf(x *desk.Excerpt, mark, why, of, file string) excerpt {
	return excerpt{x, mark, why, of, file}
}

func foundOf(f desk.Shown, v returnView, word, class, tag, shape string) finding {
	return finding{f, v.Period, v.Code, word, class, tag, shape}
}

// wordOf is what is asked of a unit by a warning.
func wordOf(f desk.Shown) string {
	if f.Holds {
		return "改正或请认可"
	}
	return "改正或说明"
}

// chunks cuts a text of letters and digits into pieces.
func chunks(s string, size int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for len(s) > 0 {
			n := min(size, len(s))
			if !yield(s[:n]) {
				return
			}
			s = s[n:]
		}
	}
}

func (s *Server) blank(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	f, err := s.desk.Blank(r.Context(), r.person, p, r.PathValue("unit"))
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	attach(w, filepath.Base(f.Name()))
	http.ServeContent(w, r.Request, "", info.ModTime(), f)
	return nil
}

// kinds are the types of what is offered; anything else is bytes to a browser.
var kinds = map[string]string{
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
	".xls":  "application/vnd.ms-excel",
	".pdf":  "application/pdf",
	".zip":  "application/zip",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".csv":  "text/csv; charset=utf-8",
	".json": "application/json",
	".txt":  "text/plain; charset=utf-8",
}

// attach makes the answer a file to be saved under a name (S8, RFC 6266).
func attach(w http.ResponseWriter, name string) {
	h := w.Header()
	ext := strings.ToLower(path.Ext(name))
	kind, known := kinds[ext]
	if !known {
		kind, ext = "application/octet-stream", ""
	}
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", `attachment; filename="_`+ext+`"; filename*=UTF-8''`+extValue(name))
	h.Set("Content-Security-Policy", "sandbox")
}

// extValue encodes a name for filename* (RFC 8187): what is not one of attr-char is
// escaped, byte by byte.
func extValue(name string) string {
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("!#$&+-.^_`|~", c) >= 0 {
			b.WriteByte(c)
		} else {
			_, _ = fmt.Fprintf(&b, "%%%02X", c) // a Builder never fails
		}
	}
	return b.String()
}
