package check_test

import (
	"slices"

	"huibao"
)

// awkwardYears are more years that are true: figures that are each other's, tasks that are done at once, works of a
// season, months that were late, units of a few rows.
func awkwardYears() []truthful {
	return slices.Concat(doneAtOnce(), doneInTime(), likeEachOther(), greatAndSmall(), ratesAndPayments())
}

func partOf(row int, share int64) int64 { return truthfulTasks[row] / share }

func steadily(row, month int) int64 { return partOf(row, 20) + jagged(row, month) }

func sumOf(f func(row, month int) int64, row, month int) (n int64) {
	for before := range month {
		n += f(row, before)
	}
	return n
}

func doneAtOnce() []truthful {
	return []truthful{
		{name: "all done at once in June", asked: "6 V17!", flow: func(row, month int) int64 {
			switch {
			case month < 5:
				return steadily(row, month)
			case month == 5:
				return truthfulTasks[row] - sumOf(steadily, row, 5)
			}
			return 0
		}},
		{name: "works accepted in batches, the last of each in September", asked: "1 L10, 2 L10, 3 L10", tasks: []int64{24, 30, 12, 18, 40, 16, 26, 22}, flow: func(row, month int) int64 {
			tasks := []int64{24, 30, 12, 18, 40, 16, 26, 22}
			switch {
			case month == 3+row%3:
				return 2 + int64(row%2)
			case month == 8 && row < 3:
				return tasks[row] - 2 - int64(row%2)
			case month == 10 && row >= 3:
				return tasks[row] - 2 - int64(row%2)
			}
			return 0
		}},
		{name: "a unit of three rows", tasks: []int64{600, 90, 1200}, flow: func(row, month int) int64 {
			return []int64{50, 7, 100}[row] + 3*jagged(row, month)
		}},
		{name: "a unit of three rows, all done in May", asked: "2 H04, 5 V17!", tasks: []int64{600, 90, 1200}, flow: func(row, month int) int64 {
			n := []int64{50, 8, 100}[row]
			switch {
			case month < 4:
				return n
			case month == 4:
				return []int64{600, 90, 1200}[row] - 4*n
			}
			return 0
		}},
		{name: "done early, row by row, and nothing after", flow: func(row, month int) int64 {
			last := 4 + row%7
			switch {
			case month < last:
				return partOf(row, int64(last)+2) + jagged(row, month)%3
			case month == last:
				return truthfulTasks[row] - sumOf(func(row, month int) int64 { return partOf(row, int64(last)+2) + jagged(row, month)%3 }, row, last)
			}
			return 0
		}},
	}
}

func doneInTime() []truthful {
	season := []int64{0, 0, 3, 9, 14, 16, 16, 15, 12, 9, 3, 0}
	small := []int64{1, 2, 3, 1, 5, 8, 2, 12, 4, 6}
	return []truthful{
		{name: "nothing before April, nor from July to September", asked: "1 L10, 2 L10, 3 L10", flow: func(row, month int) int64 {
			if month < 3 || month >= 6 && month < 9 {
				return 0
			}
			return 2*steadily(row, month) + 1
		}},
		{name: "works of a season", asked: "1 L10, 2 L10", flow: func(row, month int) int64 {
			return truthfulTasks[row] * season[month] / 97 * int64(8+(row+month)%5) / 10
		}},
		{name: "a month that was late, made up for in the next", flow: func(row, month int) int64 {
			switch month {
			case 6:
				return 0
			case 7:
				return steadily(row, 6) + steadily(row, 7)
			}
			return steadily(row, month)
		}},
		{name: "two months that were late, made up for in the next", flow: func(row, month int) int64 {
			switch month {
			case 5, 6:
				return 0
			case 7:
				return steadily(row, 5) + steadily(row, 6) + steadily(row, 7)
			}
			return steadily(row, month)
		}},
		{name: "a few things a year", tasks: small, flow: func(row, month int) int64 {
			if (row*5+month*7)%12 < int(small[row]) {
				return 1
			}
			return 0
		}},
	}
}

func likeEachOther() []truthful {
	equal := []int64{100, 100, 100, 100, 100, 100, 100, 100}
	return []truthful{
		{name: "rows that are each other's by nature, or twice that", asked: "1 H03", flow: func(row, month int) int64 {
			n := steadily(row-row%2, month)
			if row%4 == 3 {
				n = 2 * steadily(row-1, month)
			}
			return n
		}},
		{name: "equal tasks, evenly done", tasks: equal, flow: func(row, month int) int64 {
			return 5 + int64((row+month*3)%7)
		}},
		{name: "equal tasks, equally done", tasks: equal, flow: func(_, month int) int64 {
			return []int64{8, 9, 7, 8, 10, 9, 8, 7, 9, 8, 9, 8}[month]
		}},
		{name: "one kind of work giving way to the other", asked: "1 H03", flow: func(row, month int) int64 {
			if row%2 == 0 {
				return 8*int64(12-month) + jagged(row, month)%3
			}
			return 8*int64(month+1) + jagged(row, month)%3
		}},
		{name: "two kinds of work taking turns", asked: "1 H03, 3 H13!, 3 H03, 4 H10", flow: func(row, month int) int64 {
			if (row+month/2)%2 == 0 {
				return 40 + 3*jagged(row, month)
			}
			return 6 + jagged(row, month)%4
		}},
		{name: "the same each month until one stops", asked: "2 H04", flow: func(row, month int) int64 {
			if month > 6 && row == month-6 {
				return 0
			}
			return partOf(row, 12)
		}},
	}
}

func greatAndSmall() []truthful {
	return []truthful{
		{name: "a campaign in one month in all rows", asked: "7 H10, 7 H03", flow: func(row, month int) int64 {
			if month == 6 {
				return 5*steadily(row, month) + jagged(row, month)
			}
			return steadily(row, month)
		}},
		{name: "a campaign in one month in half of the rows", asked: "7 H03", flow: func(row, month int) int64 {
			if month == 6 && row >= 5 {
				return 4*steadily(row, month) + jagged(row, month)
			}
			return steadily(row, month)
		}},
		{name: "round figures at the half year", flow: func(row, month int) int64 {
			if month == 5 {
				return (steadily(row, month)+5)/10*10 + 10
			}
			return steadily(row, month)
		}},
		{name: "much less in the holidays", asked: "7 H14", flow: func(row, month int) int64 {
			if month == 6 || month == 7 {
				return max(1, steadily(row, month)/6)
			}
			return steadily(row, month)
		}},
	}
}

func ratesAndPayments() []truthful {
	return []truthful{
		{name: "rates of all that there were", rate: func(row, month int) (int64, int64) {
			n := int64(31+17*row+row*row) * int64(month+1)
			return n, n
		}},
		{name: "rates that are done in one month", asked: "6 H14!", rate: func(row, month int) (int64, int64) {
			denom := int64(200 + 37*row + 5*row*row)
			if month < 5 {
				return denom * int64(5*month+row%3) / 100, denom
			}
			return denom, denom
		}},
		{name: "paid once", payBy: huibao.PayOnce, pay: func(row, month int) (int64, int64) {
			if month < 5 {
				return 0, 0
			}
			people := int64(21 + 11*row + row*row)
			return people, people
		}},
		{name: "paid by the half year", pay: func(row, month int) (int64, int64) {
			people := int64(21 + 11*row + row*row)
			return people, people * int64((month+1)/6*6)
		}},
		{name: "a few paid by the quarter, others by the month", pay: func(row, month int) (int64, int64) {
			people := int64(21 + 11*row + row*row)
			if row%2 == 0 {
				return people, people * int64((month+1)/3*3)
			}
			return people, people * int64(month+1)
		}},
	}
}
