"""Amazon Alexa: a custom skill that is served over HTTPS, at `/webhooks/alexa/webhook`."""
