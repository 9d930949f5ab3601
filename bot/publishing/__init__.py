"""From drafts to the model that answers: jobs that train and test, gate, publishing, watch, schedules.

Called by the console and by the worker process (`python -m bot.publishing`); imports no Rasa and no Sanic."""
