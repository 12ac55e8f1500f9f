import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from assistance.vocabulary import Role

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


def test_demo_login_makes_the_staff_user_an_administrator(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "a-demo-password")

    call_command("demo_login")

    user = User.objects.get()
    assert (user.is_superuser, [group.name for group in user.groups.all()]) == (True, ["administrator"])


def test_demo_login_for_each_role_is_in_that_role_and_no_superuser(monkeypatch, capsys):
    monkeypatch.setenv("DEMO_PASSWORD", "a-demo-password")

    call_command("demo_login", roles=True)

    logins = User.objects.exclude(username="staff")
    assert {user.username: [group.name for group in user.groups.all()] for user in logins} == {
        role.value: [role.value] for role in Role
    }
    assert not logins.filter(is_superuser=True).exists()
    assert capsys.readouterr().out.count("a-demo-password") == 6
