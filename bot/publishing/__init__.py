"""From drafts to the model that answers: jobs that train and test, the gate, publishing, the watch, schedules.

Called by the console and by the worker process (`python -m bot.publishing`); imports no Rasa and no Sanic."""
