package portal

import (
	"fmt"
	"net/http"
	"strconv"

	"huibao/portal/desk"
)

// blanksView is the page from which a period's blank returns are given out.
type blanksView struct {
	*desk.Blanks
	Problem, Note string
}

func (s *Server) blanks(w http.ResponseWriter, r *request) error {
	return s.showBlanks(w, r, http.StatusOK, "")
}

func (s *Server) showBlanks(w http.ResponseWriter, r *request, status int, problem string) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	x, err := s.desk.Blanks(r.Context(), r.person, p)
	if err != nil {
		return err
	}
	v := blanksView{Blanks: x, Problem: problem}
	if n, err := strconv.Atoi(r.URL.Query().Get("made")); err == nil && n > 0 && problem == "" {
		v.Note = fmt.Sprintf("已下发 %d 份，请各单位在 %s 前报回", n, x.Day.Deadline.Chinese())
	}
	s.render(w, r, status, "blanks", v)
	return nil
}

// giveOut makes blank returns.
func (s *Server) giveOut(w http.ResponseWriter, r *request) error {
	if err := r.form(); err != nil {
		return err
	}
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	n, err := s.desk.GiveOut(r.Context(), r.person, p, r.PostForm.Get("to"))
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showBlanks(w, r, status, sentence)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r.Request, "/blanks/"+p.String()+"?made="+strconv.Itoa(n), http.StatusSeeOther)
	return nil
}
