"""Homes that we need for children, for everybody who provides them or would, under /homes-needed/."""

from django.urls import path

from alongside.sufficiency.views import statement

app_name = "homes_needed"
urlpatterns = [
    path("", statement.statement, name="statement"),
    path("statement.pdf", statement.statement_pdf, name="statement_pdf"),
    path("statement.html", statement.statement_html, name="statement_html"),
    path("<slug:name>.csv", statement.statement_file, name="statement_file"),
]
