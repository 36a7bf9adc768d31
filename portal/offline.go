package portal

import "net/http"

// offlineView is whom to ask while the portal is not there.
type offlineView struct{ Who, Phone string }

// offline says what to do while the portal is not there. It is of nobody and no moment, so
// that the proxy can keep it and show it in our place (docs/deploy.md).
func (s *Server) offline(w http.ResponseWriter, r *request) error {
	var page *offlineView
	if who, phone := s.desk.Contact(); who+phone != "" {
		page = &offlineView{who, phone}
	}
	s.render(w, &request{Request: r.Request}, http.StatusOK, "offline", page)
	return nil
}
