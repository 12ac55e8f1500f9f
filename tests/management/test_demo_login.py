import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_demo_login_is_created_once_and_printed_each_time(monkeypatch, capsys):
    monkeypatch.setenv("DEMO_PASSWORD", "a-demo-password")

    call_command("demo_login")
    call_command("demo_login")

    user = User.objects.get()
    assert (user.username, user.is_staff, user.check_password("a-demo-password")) == ("staff", True, True)
    assert capsys.readouterr().out.count("Staff login: staff   password: a-demo-password") == 2


def test_demo_login_with_a_changed_password_does_not_print_the_old_one(monkeypatch, capsys):
    monkeypatch.setenv("DEMO_PASSWORD", "a-demo-password")
    call_command("demo_login")
    user = User.objects.get()
    user.set_password("their-own-password")
    user.save()
    capsys.readouterr()

    call_command("demo_login")

    assert "a-demo-password" not in capsys.readouterr().out
    user.refresh_from_db()
    assert user.check_password("their-own-password")


def test_demo_login_without_a_password_says_what_to_set(monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)

    with pytest.raises(CommandError, match="Set DEMO_PASSWORD"):
        call_command("demo_login")
