package portal

import "net/http"

// said shows what the units wrote beside their figures.
func (s *Server) said(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	x, err := s.desk.Said(r.Context(), r.person, p)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, "said", x)
	return nil
}
