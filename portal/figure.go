package portal

import (
	"net/http"

	"huibao"
	"huibao/portal/desk"
)

// figureView is the page of a figure.
type figureView struct {
	*desk.FigurePage
	Bars *bars
	Line *line
}

// figureOf is the figure that the path and the query name, for who asks.
func (s *Server) figureOf(r *request) (huibao.Period, *desk.FigurePage, error) {
	p, err := periodOf(r)
	if err != nil {
		return p, nil, err
	}
	edition, err := pickOf(r.URL.Query().Get("edition"), "")
	if err != nil {
		return p, nil, err
	}
	x, err := s.desk.Figure(r.Context(), r.person, p, r.PathValue("code"), r.PathValue("unit"), edition.N)
	return p, x, err
}

// figure shows a figure of the city, or of the unit of the path.
func (s *Server) figure(w http.ResponseWriter, r *request) error {
	_, x, err := s.figureOf(r)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, "figure", figureView{x, barsOf(x.Units), lineOf(x.Months)})
	return nil
}

// find looks for a figure, and opens it where there is no doubt which one is meant.
func (s *Server) find(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	x, err := s.desk.Find(r.Context(), r.person, p, r.URL.Query().Get("q"))
	if err != nil {
		return err
	}
	if f, only := x.Only(); only {
		http.Redirect(w, r.Request, f.Path(), http.StatusSeeOther)
		return nil
	}
	s.render(w, r, http.StatusOK, "find", x)
	return nil
}
