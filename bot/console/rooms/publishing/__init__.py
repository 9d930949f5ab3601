"""Training, testing, and publishing: candidates, jobs, the live model, the schedule, and the model server."""
