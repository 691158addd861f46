"""The Exam page: what is studied for, the plan, readiness, and practice exams."""
