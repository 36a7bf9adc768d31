// Package inforce is the plan in force (生效方案): what a plan, as the office wrote it,
// says for one reporting period. Revisions that have effect by the period's end are
// applied, and units that took over from others (后继) stand where those were named.
//
// A Plan is made once, by At, and never changed: it answers who owes a return and which
// rows stand in it, what each figure is held to (huibao.Promise), how far it should be
// by now, and what the blank return looks like. Whoever judges a figure, in the unit's
// own return or for the city as a whole, asks here, so that two of them cannot hold it
// to two targets.
package inforce
