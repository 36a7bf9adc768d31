package portal

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"path/filepath"
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
	var list []*desk.Return
	for _, u := range r.person.Units() {
		ret, err := s.desk.Return(r.Context(), r.person, s.desk.Current(), u)
		if err != nil && err != desk.ErrNotFound { // a unit that owes nothing this time has no part
			return err
		}
		if err == nil {
			list = append(list, ret)
		}
	}
	s.render(w, r, http.StatusOK, "home", list)
	return nil
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
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	ret, err := s.desk.Return(r.Context(), r.person, p, r.PathValue("unit"))
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, "return", ret)
	return nil
}

func (s *Server) board(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	b, err := s.desk.Board(r.Context(), r.person, p)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, "board", b)
	return nil
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

// attach makes the answer a workbook to be saved under a name (S8, RFC 6266).
func attach(w http.ResponseWriter, name string) {
	h := w.Header()
	h.Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	h.Set("Content-Disposition", `attachment; filename="_.xlsx"; filename*=UTF-8''`+extValue(name))
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
