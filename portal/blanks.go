package portal

import (
	"fmt"
	"net/http"

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
	s.render(w, r, status, "blanks", blanksView{Blanks: x, Problem: problem, Note: s.note(r)})
	return nil
}

// giveOut makes blank returns.
func (s *Server) giveOut(w http.ResponseWriter, r *request) error {
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
	s.done(w, r, "/blanks/"+p.String(), fmt.Sprintf("已下发 %d 份，请各单位在截止前报回", n))
	return nil
}
