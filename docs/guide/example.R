# Reads a run in R: who is listed wrongly, by group, with the spread over replicates; and the people themselves.
#
#     Rscript example.R out/minimal/results.db people.csv
#
# people.csv: socred people out/minimal --columns person,age,group,listed > people.csv
library(DBI)

arguments <- commandArgs(trailingOnly = TRUE)
results <- dbConnect(RSQLite::SQLite(), arguments[1], flags = RSQLite::SQLITE_RO)
wrongly <- dbGetQuery(results, "
  SELECT name, replicate, listed_wrongly FROM rates
  WHERE kind = 'group' AND month = (SELECT max(month) FROM rates)")
dbDisconnect(results)
mean_and_sd <- aggregate(listed_wrongly ~ name, wrongly, function(x) c(mean = mean(x), sd = sd(x)))
cat("listed wrongly, per 1,000 people\n")
print(mean_and_sd, digits = 3)

people <- read.csv(arguments[2])
cat("\nlisted, by age\n")
print(table(listed = people$listed, age = cut(people$age, c(0, 18, 30, 45, 60, Inf), right = FALSE)))
