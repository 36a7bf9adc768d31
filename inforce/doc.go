// Package inforce is the plan in force (生效方案): what a plan, as the office wrote it,
// says for one reporting period. Revisions that have effect by the period's end are
// applied; units stand from their 起始日期 to their 撤销日期, by the name and class of
// then, and from that day on their 后继 stands where they were named. What has effect
// later does not show, in no digest either.
//
// A Plan is made once, by At, and never changed: it answers who owes a return and which
// rows stand in it, what each figure is held to (huibao.Promise), how far it should be
// by now, and what the blank return looks like. Whoever judges a figure, in the unit's
// own return or for the city as a whole, asks here, so that two of them cannot hold it
// to two targets.
package inforce
