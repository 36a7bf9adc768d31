package check_test

// awkwardYears are more years that are true: figures that are each other's, tasks that are done at once, works of a
// season, months that were late, units of a few rows.
func awkwardYears() []truthful {
	part := func(row int, share int64) int64 { return truthfulTasks[row] / share }
	steadily := func(row, month int) int64 { return part(row, 20) + jagged(row, month) }
	sum := func(f func(row, month int) int64, row, month int) (n int64) {
		for before := range month {
			n += f(row, before)
		}
		return n
	}
	season := []int64{0, 0, 3, 9, 14, 16, 16, 15, 12, 9, 3, 0}
	equal := []int64{100, 100, 100, 100, 100, 100, 100, 100}
	small := []int64{1, 2, 3, 1, 5, 8, 2, 12, 4, 6}
	return []truthful{
		{name: "all done at once in June", flow: func(row, month int) int64 {
			switch {
			case month < 5:
				return steadily(row, month)
			case month == 5:
				return truthfulTasks[row] - sum(steadily, row, 5)
			}
			return 0
		}},
		{name: "works accepted in batches, the last of each in September", tasks: []int64{24, 30, 12, 18, 40, 16, 26, 22}, flow: func(row, month int) int64 {
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
		{name: "nothing before April, nor from July to September", flow: func(row, month int) int64 {
			if month < 3 || month >= 6 && month < 9 {
				return 0
			}
			return 2*steadily(row, month) + 1
		}},
		{name: "rows that are each other's by nature, or twice that", flow: func(row, month int) int64 {
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
		{name: "works of a season", flow: func(row, month int) int64 {
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
		{name: "a unit of three rows", tasks: []int64{600, 90, 1200}, flow: func(row, month int) int64 {
			return []int64{50, 7, 100}[row] + 3*jagged(row, month)
		}},
		{name: "a unit of three rows, all done in May", tasks: []int64{600, 90, 1200}, flow: func(row, month int) int64 {
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
				return part(row, int64(last)+2) + jagged(row, month)%3
			case month == last:
				return truthfulTasks[row] - sum(func(row, month int) int64 { return part(row, int64(last)+2) + jagged(row, month)%3 }, row, last)
			}
			return 0
		}},
		{name: "one kind of work giving way to the other", flow: func(row, month int) int64 {
			if row%2 == 0 {
				return 8*int64(12-month) + jagged(row, month)%3
			}
			return 8*int64(month+1) + jagged(row, month)%3
		}},
		{name: "two kinds of work taking turns", flow: func(row, month int) int64 {
			if (row+month/2)%2 == 0 {
				return 40 + 3*jagged(row, month)
			}
			return 6 + jagged(row, month)%4
		}},
		{name: "a campaign in one month in all rows", flow: func(row, month int) int64 {
			if month == 6 {
				return 5*steadily(row, month) + jagged(row, month)
			}
			return steadily(row, month)
		}},
		{name: "a campaign in one month in half of the rows", flow: func(row, month int) int64 {
			if month == 6 && row >= 5 {
				return 6*steadily(row, month) + jagged(row, month)
			}
			return steadily(row, month)
		}},
		{name: "round figures at the half year", flow: func(row, month int) int64 {
			if month == 5 {
				return (steadily(row, month)+5)/10*10 + 10
			}
			return steadily(row, month)
		}},
		{name: "much less in the holidays", flow: func(row, month int) int64 {
			if month == 6 || month == 7 {
				return max(1, steadily(row, month)/6)
			}
			return steadily(row, month)
		}},
		{name: "the same each month until one stops", flow: func(row, month int) int64 {
			if month > 6 && row == month-6 {
				return 0
			}
			return part(row, 12)
		}},
		{name: "rates of all that there were", rate: func(row, month int) (int64, int64) {
			n := int64((31 + 17*row) * (month + 1))
			return n, n
		}},
		{name: "rates that are done in one month", rate: func(row, month int) (int64, int64) {
			denom := int64(200 + 37*row)
			if month < 5 {
				return denom * int64(5*month+row%3) / 100, denom
			}
			return denom, denom
		}},
		{name: "paid once", pay: func(row, month int) (int64, int64) {
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
